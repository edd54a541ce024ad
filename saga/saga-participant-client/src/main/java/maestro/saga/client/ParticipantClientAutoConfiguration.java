package maestro.saga.client;

import feign.Client;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import maestro.saga.client.ParticipantAddresses.Address;
import maestro.saga.engine.Participants;
import maestro.saga.flow.FlowDefaults;
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
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP client sends each request once, follows no redirect, and keeps neither cookies nor credentials. */
@AutoConfiguration
@EnableFeignClients(clients = ParticipantApi.class)
@EnableConfigurationProperties(ParticipantAddresses.class)
class ParticipantClientAutoConfiguration {

    /** Connections beside those of saga calls. */
    private static final int SPARE_CONNECTIONS = 16;

    private static final int MAX_HEADERS = 100;
    private static final int MAX_HEADER_BYTES = 16 * 1024;

    @Bean
    CloseableHttpClient participantsHttp(FlowDefaults settings, ParticipantAddresses addresses) {
        var timeout = Timeout.of(settings.callTimeout());
        var http1 = Http1Config.custom()
                .setMaxHeaderCount(MAX_HEADERS)
                .setMaxLineLength(MAX_HEADER_BYTES)
                .build();
        int maxCalls = addresses.participants().values().stream()
                .mapToInt(Address::maxCalls)
                .max()
                .orElse(0);
        int perParticipant = maxCalls + SPARE_CONNECTIONS;
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
    CallTimeouts callTimeouts() {
        return new CallTimeouts();
    }

    @Bean
    Participants participants(
            ParticipantApi api,
            ParticipantAddresses addresses,
            CallTimeouts timeouts,
            JsonMapper json,
            MeterRegistry meters) {
        var outcomes = new OutcomeMapper(json, InstantSource.system());
        var bulkhead = new Bulkhead(new FeignParticipants(api, addresses, outcomes, timeouts, json), addresses);
        bulkhead.bindTo(meters);
        return bulkhead;
    }
}
