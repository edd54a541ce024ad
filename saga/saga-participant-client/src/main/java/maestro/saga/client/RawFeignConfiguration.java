package maestro.saga.client;

import feign.Request.Options;
import feign.codec.Encoder;
import java.util.concurrent.TimeUnit;
import maestro.saga.flow.FlowDefaults;
import org.springframework.context.annotation.Bean;

/** Feign clients whose request bodies are bytes and whose replies are read by the caller. */
public class RawFeignConfiguration {

    @Bean
    Encoder encoder() {
        return (body, _, template) -> template.body((byte[]) body, null);
    }

    @Bean
    Options options(FlowDefaults defaults) {
        long ms = defaults.callTimeout().toMillis();
        return new Options(ms, TimeUnit.MILLISECONDS, ms, TimeUnit.MILLISECONDS, false);
    }
}
