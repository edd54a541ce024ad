package maestro.orchestrator.participants;

import feign.Client;
import io.micrometer.core.instrument.MeterRegistry;
import maestro.orchestrator.engine.Participants;
import maestro.orchestrator.flow.SagaProperties;
import maestro.orchestrator.participants.ParticipantAddresses.Address;
import maestro.orchestrator.platform.Platform;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP client: it sends a request once, follows nothing, asks for no compression, keeps nothing but connections. */
@Configuration(proxyBeanMethods = false)
@EnableFeignClients(clients = ParticipantApi.class)
@EnableConfigurationProperties(ParticipantAddresses.class)
class ParticipantsConfiguration {

    /** More than calls, for the audit and the dashboard. */
    private static final int MORE_CONNECTIONS = 16;

    private static final int MAX_HEADERS = 100;
    private static final int MAX_HEADER_BYTES = 16 * 1024;

    @Bean
    CloseableHttpClient participantsHttp(SagaProperties settings, ParticipantAddresses addresses) {
        var timeout = Timeout.of(settings.callTimeout());
        var http1 = Http1Config.custom()
                .setMaxHeaderCount(MAX_HEADERS)
                .setMaxLineLength(MAX_HEADER_BYTES)
                .build();
        int mostCalls = addresses.participants().values().stream()
                .mapToInt(Address::maxCalls)
                .max()
                .orElse(0);
        int perParticipant = mostCalls + MORE_CONNECTIONS;
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(http1)
                        .build())
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(perParticipant)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout)
                        .setSocketTimeout(Timeout.DISABLED)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .build())
                .build();
        return HttpClientBuilder.create()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout)
                        .setResponseTimeout(Timeout.DISABLED)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .setUserAgent("maestro-orchestrator")
                .build();
    }

    @Bean
    Client participantsClient(CloseableHttpClient participantsHttp) {
        return new PlainHttpClient(participantsHttp);
    }

    @Bean
    Participants participants(
            ParticipantApi api,
            ParticipantAddresses addresses,
            JsonMapper json,
            MeterRegistry meters,
            Platform platform) {
        var outcomes = new Outcomes(json, platform::now);
        var turns = new Turns(new FeignParticipants(api, addresses, outcomes, json), addresses, platform::now);
        turns.bindTo(meters);
        return turns;
    }

    @Bean
    Books books(ParticipantApi api, ParticipantAddresses addresses, JsonMapper json) {
        return new Books(api, addresses, json);
    }

    @Bean
    Backstage backstage(ParticipantApi api, ParticipantAddresses addresses) {
        return new Backstage(api, addresses);
    }
}
