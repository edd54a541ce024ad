package maestro.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class SampleApplication {

    public static void main(String... args) {
        System.setProperty("spring.config.location", "classpath:sample/application.yaml");
        SpringApplication.run(SampleApplication.class, args);
    }
}
