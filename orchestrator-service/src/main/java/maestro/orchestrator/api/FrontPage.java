package maestro.orchestrator.api;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Who comes by browser is shown what can be called. */
@Configuration(proxyBeanMethods = false)
class FrontPage implements WebMvcConfigurer {

    @Override
    public void addViewControllers(ViewControllerRegistry views) {
        views.addRedirectViewController("/", "/openapi/ui");
    }
}
