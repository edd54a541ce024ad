# One file for all seven: `docker build --target cd .` makes the image of cd, docker-compose.yml builds them all.
# A stage of another build can take the place of `build`: all that the others want of it is /jars.
FROM eclipse-temurin:25-jdk AS build
WORKDIR /maestro
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -ntp -DskipTests -Dspotless.check.skip -am package \
        -pl checkout-service,payment-service,stock-service,cd-service,invoice-service,shipping-service,orchestrator-service && \
    mkdir /jars && cp *-service/target/*-service.jar /jars/

# Each jar taken apart: its libraries change seldom and get a layer of their own, and a plain jar starts faster.
FROM eclipse-temurin:25-jre AS apart
COPY --from=build /jars/ /jars/
RUN for jar in /jars/*.jar; do \
        java -Djarmode=tools -jar "$jar" extract --destination "/apart/$(basename "$jar" -service.jar)" || exit 1; \
    done

# What the seven have in common. A named volume takes over the owner of /data.
FROM eclipse-temurin:25-jre AS service
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin maestro && \
    install -d -o maestro -g maestro -m 750 /data
WORKDIR /app
# The health check: the image has neither curl nor wget, but bash speaks TCP. A file, since some engines split its words anew.
RUN printf '%s\n' \
        'exec 3<>"/dev/tcp/127.0.0.1/$SERVER_PORT" &&' \
        'printf "GET /actuator/health/readiness HTTP/1.0\r\n\r\n" >&3 &&' \
        'read -r -t 3 _ status _ <&3 && [ "$status" = 200 ]' >ready
ENV SERVER_ADDRESS=0.0.0.0 MAESTRO_DATA=/data \
    JDK_JAVA_OPTIONS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError"
VOLUME /data
USER maestro
ENTRYPOINT ["java", "-jar", "service.jar"]

FROM service AS checkout
ENV SERVER_PORT=8081
EXPOSE 8081
COPY --from=apart /apart/checkout/lib lib
COPY --from=apart /apart/checkout/checkout-service.jar service.jar

FROM service AS payment
ENV SERVER_PORT=8082
EXPOSE 8082
COPY --from=apart /apart/payment/lib lib
COPY --from=apart /apart/payment/payment-service.jar service.jar

FROM service AS stock
ENV SERVER_PORT=8083
EXPOSE 8083
COPY --from=apart /apart/stock/lib lib
COPY --from=apart /apart/stock/stock-service.jar service.jar

FROM service AS cd
ENV SERVER_PORT=8084
EXPOSE 8084
COPY --from=apart /apart/cd/lib lib
COPY --from=apart /apart/cd/cd-service.jar service.jar

FROM service AS invoice
ENV SERVER_PORT=8085
EXPOSE 8085
COPY --from=apart /apart/invoice/lib lib
COPY --from=apart /apart/invoice/invoice-service.jar service.jar

FROM service AS shipping
ENV SERVER_PORT=8086
EXPOSE 8086
COPY --from=apart /apart/shipping/lib lib
COPY --from=apart /apart/shipping/shipping-service.jar service.jar

FROM service AS orchestrator
ENV JDK_JAVA_OPTIONS="-XX:+UseSerialGC -XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError"
ENV SERVER_PORT=8080
EXPOSE 8080
COPY --from=apart /apart/orchestrator/lib lib
COPY --from=apart /apart/orchestrator/orchestrator-service.jar service.jar
