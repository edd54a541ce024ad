package maestro.choreography;

import feign.Feign;
import feign.Request;
import feign.Retryer;
import feign.Target;
import feign.hc5.ApacheHttp5Client;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import maestro.contract.ChoreographyStyle;
import maestro.http.PurchaseReader;
import maestro.participant.ParticipantInvoker;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

@AutoConfiguration(afterName = "maestro.participant.ParticipantAutoConfiguration")
@ConditionalOnProperty("maestro.choreography")
@ConditionalOnBean(ParticipantInvoker.class)
@EnableConfigurationProperties(ChoreographyProperties.class)
class ChoreographyAutoConfiguration {

    private static final int MOST_CONNECTIONS = 256;

    @Bean
    CallRecorder calls(@Value("${spring.application.name}") String service) {
        return new CallRecorder(service, InstantSource.system());
    }

    @Bean
    WebMvcConfigurer callsAreSeen(CallRecorder calls) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(calls)
                        .addPathPatterns(
                                "/purchases/*/do",
                                "/purchases/*/undo",
                                "/choreography/purchases/*/do",
                                "/choreography/purchases/*/return");
            }
        };
    }

    @Bean
    ChoreographyController choreographyController(
            @Value("${maestro.choreography}") ChoreographyStyle usual,
            ParticipantInvoker part,
            ChoreographyProperties settings,
            CallRecorder calls,
            PurchaseReader reader,
            JsonMapper json,
            Environment environment) {
        var neighbours = new PeerClient(
                SingletonSupplier.of(() -> api(calls.service(), settings.timeout())),
                name -> URI.create(environment.getRequiredProperty("maestro.participants.%s.url".formatted(name))),
                json);
        var chain = new ChoreographyHandler(part, settings, neighbours, calls, json);
        return new ChoreographyController(chain, reader, calls, usual, InstantSource.system());
    }

    /** Made when the first call needs it. It sends a request once, and follows nothing. */
    private static PeerApi api(String service, Duration timeout) {
        var http = HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setMaxConnPerRoute(MOST_CONNECTIONS)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .setUserAgent(CallRecorder.AGENT + service)
                .build();
        long ms = timeout.toMillis();
        return Feign.builder()
                .client(new ApacheHttp5Client(http))
                .encoder((body, _, request) -> request.body((byte[]) body, null))
                .options(new Request.Options(ms, TimeUnit.MILLISECONDS, ms, TimeUnit.MILLISECONDS, false))
                .retryer(Retryer.NEVER_RETRY)
                .target(Target.EmptyTarget.create(PeerApi.class));
    }
}
