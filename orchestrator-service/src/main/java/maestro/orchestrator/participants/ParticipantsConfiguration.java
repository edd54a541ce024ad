package maestro.orchestrator.participants;

import feign.Client;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import maestro.orchestrator.engine.Participants;
import maestro.orchestrator.flow.SagaProperties;
import maestro.orchestrator.platform.Platform;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
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

    /** At once; the next ones wait, and count as failed when they have waited as long as a call may take. */
    private static final int CALLS_PER_PARTICIPANT = 512;

    /** A few more than calls, for the audit. */
    private static final int CONNECTIONS_PER_PARTICIPANT = CALLS_PER_PARTICIPANT + 16;

    private static final int MAX_HEADERS = 100;
    private static final int MAX_HEADER_BYTES = 16 * 1024;

    @Bean
    CloseableHttpClient participantsHttp(SagaProperties settings) {
        var timeout = Timeout.of(settings.callTimeout());
        var http1 = Http1Config.custom()
                .setMaxHeaderCount(MAX_HEADERS)
                .setMaxLineLength(MAX_HEADER_BYTES)
                .build();
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(http1)
                        .build())
                .setMaxConnPerRoute(CONNECTIONS_PER_PARTICIPANT)
                .setMaxConnTotal(CONNECTIONS_PER_PARTICIPANT * 16)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout)
                        .setSocketTimeout(timeout)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .build())
                .build();
        return HttpClientBuilder.create()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .setUserAgent("maestro")
                .build();
    }

    @Bean
    Client participantsClient(CloseableHttpClient participantsHttp) {
        return new PlainHttpClient(participantsHttp);
    }

    /** Each participant's own, so that a slow one takes none of the others' share. */
    @Bean
    BulkheadRegistry bulkheads(SagaProperties settings) {
        return BulkheadRegistry.of(BulkheadConfig.custom()
                .maxConcurrentCalls(CALLS_PER_PARTICIPANT)
                .maxWaitDuration(settings.callTimeout())
                .build());
    }

    @Bean
    Participants participants(
            ParticipantApi api,
            ParticipantAddresses addresses,
            JsonMapper json,
            BulkheadRegistry bulkheads,
            Platform platform) {
        return new FeignParticipants(api, addresses, new Outcomes(json, platform::now), bulkheads, json);
    }

    @Bean
    MeterBinder callsUnderWay(BulkheadRegistry bulkheads, ParticipantAddresses addresses) {
        return meters -> addresses
                .participants()
                .keySet()
                .forEach(name -> Gauge.builder(
                                "maestro.participant.calls",
                                bulkheads.bulkhead(name),
                                ParticipantsConfiguration::underWay)
                        .tag("participant", name)
                        .description("Calls to it that are under way")
                        .register(meters));
    }

    @Bean
    Books books(ParticipantApi api, ParticipantAddresses addresses, JsonMapper json) {
        return new Books(api, addresses, json);
    }

    @Bean
    Backstage backstage(ParticipantApi api, ParticipantAddresses addresses) {
        return new Backstage(api, addresses);
    }

    private static int underWay(Bulkhead bulkhead) {
        return CALLS_PER_PARTICIPANT - bulkhead.getMetrics().getAvailableConcurrentCalls();
    }
}
