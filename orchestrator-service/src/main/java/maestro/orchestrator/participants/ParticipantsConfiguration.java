package maestro.orchestrator.participants;

import maestro.saga.client.ParticipantAddresses;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableFeignClients(clients = ParticipantAdminApi.class)
class ParticipantsConfiguration {

    @Bean
    LedgerClient books(ParticipantAdminApi api, ParticipantAddresses addresses, JsonMapper json) {
        return new LedgerClient(api, addresses, json);
    }

    @Bean
    ParticipantAdminClient backstage(ParticipantAdminApi api, ParticipantAddresses addresses) {
        return new ParticipantAdminClient(api, addresses);
    }
}
