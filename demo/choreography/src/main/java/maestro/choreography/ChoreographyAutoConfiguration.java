package maestro.choreography;

import feign.Feign;
import feign.Request;
import feign.Retryer;
import feign.Target;
import feign.hc5.ApacheHttp5Client;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import maestro.participant.ParticipantInvoker;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Adds choreography to a participant. Only the controller is imported. */
@AutoConfiguration(afterName = "maestro.participant.ParticipantAutoConfiguration")
@ConditionalOnProperty("maestro.choreography")
@ConditionalOnBean(ParticipantInvoker.class)
@EnableConfigurationProperties(ChoreographyProperties.class)
@Import(ChoreographyController.class)
class ChoreographyAutoConfiguration {

    private static final int MAX_CONNECTIONS = 256;

    @Bean
    CallRecorder callRecorder(@Value("${spring.application.name}") String service) {
        return new CallRecorder(service);
    }

    @Bean
    WebMvcConfigurer callRecorderConfigurer(CallRecorder recorder) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(recorder)
                        .addPathPatterns(
                                "/purchases/*/do",
                                "/purchases/*/undo",
                                "/choreography/purchases/*/do",
                                "/choreography/purchases/*/return");
            }
        };
    }

    @Bean
    ChoreographyHandler choreographyHandler(
            ParticipantInvoker invoker,
            ChoreographyProperties properties,
            CallRecorder recorder,
            JsonMapper json,
            Environment environment) {
        var peers = new PeerClient(
                SingletonSupplier.of(() -> peerApi(recorder.service(), properties.timeout())),
                name -> URI.create(environment.getRequiredProperty("maestro.participants.%s.url".formatted(name))),
                json);
        return new ChoreographyHandler(invoker, properties, peers, recorder, json);
    }

    /** Created for the first call. Sends each request once and follows no redirect. */
    private static PeerApi peerApi(String service, Duration timeout) {
        var http = HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(MAX_CONNECTIONS)
                        .setMaxConnPerRoute(MAX_CONNECTIONS)
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
