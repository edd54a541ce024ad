package maestro.participant.choreography;

import feign.Feign;
import feign.Request;
import feign.Retryer;
import feign.Target;
import feign.hc5.ApacheHttp5Client;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import maestro.contract.Choreography;
import maestro.participant.Part;
import maestro.web.PurchaseReader;
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
@ConditionalOnBean(Part.class)
@EnableConfigurationProperties(ChoreographyProperties.class)
class ChoreographyAutoConfiguration {

    private static final int MOST_CONNECTIONS = 256;

    @Bean
    Calls calls(@Value("${spring.application.name}") String service) {
        return new Calls(service, InstantSource.system());
    }

    @Bean
    WebMvcConfigurer callsAreSeen(Calls calls) {
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
            @Value("${maestro.choreography}") Choreography usual,
            Part part,
            ChoreographyProperties settings,
            Calls calls,
            PurchaseReader reader,
            JsonMapper json,
            Environment environment) {
        var neighbours = new Neighbours(
                SingletonSupplier.of(() -> api(calls.service(), settings.timeout())),
                name -> URI.create(environment.getRequiredProperty("maestro.participants.%s.url".formatted(name))),
                json);
        var chain = new Chain(part, settings, neighbours, calls, json);
        return new ChoreographyController(chain, reader, calls, usual, InstantSource.system());
    }

    /** Made when the first call needs it. It sends a request once, and follows nothing. */
    private static NeighbourApi api(String service, Duration timeout) {
        var http = HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setMaxConnPerRoute(MOST_CONNECTIONS)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .setUserAgent(Calls.AGENT + service)
                .build();
        long ms = timeout.toMillis();
        return Feign.builder()
                .client(new ApacheHttp5Client(http))
                .encoder((body, _, request) -> request.body((byte[]) body, null))
                .options(new Request.Options(ms, TimeUnit.MILLISECONDS, ms, TimeUnit.MILLISECONDS, false))
                .retryer(Retryer.NEVER_RETRY)
                .target(Target.EmptyTarget.create(NeighbourApi.class));
    }
}
