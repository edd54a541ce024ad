# One file for all seven: `docker build --target cd .` makes the image of cd, docker-compose.yml builds them all.
# A stage of another build can take the place of `build`: all that the others want of it is /jars.

# What the orchestrator's JVM is told, in its rehearsal and in its image.
ARG ORCHESTRATOR_OPTIONS="-XX:+UseSerialGC -XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError"

FROM eclipse-temurin:25-jdk AS build
WORKDIR /maestro
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -ntp -DskipTests -Dspotless.check.skip -am package \
        -pl checkout-service,payment-service,stock-service,cd-service,invoice-service,shipping-service,orchestrator-service && \
    mkdir /jars && cp *-service/target/*-service.jar /jars/

# Each jar taken apart: its libraries change seldom and get a layer of their own. The six participants share theirs.
# What Java is started with lies beside them. A JVM leaves an AOT cache that doesn't fit it out, and has nothing to say about it.
FROM eclipse-temurin:25-jre AS apart
COPY --from=build /jars/ /jars/
RUN for jar in /jars/*.jar; do \
        case $jar in */orchestrator-*) kind=orchestrator ;; *) kind=participant ;; esac; \
        java -Djarmode=tools -jar "$jar" extract --force --destination /app/$kind || exit 1; \
    done && \
    for kind in orchestrator participant; do \
        cd /app/$kind && libraries=$(printf ':%s' $PWD/lib/*.jar) && \
        echo "-cp ${libraries#:}" >libraries && \
        echo "-XX:AOTCache=/app/libraries.aot -Xlog:aot*=off -Xlog:cds*=off -cp ${libraries#:}:/app/service.jar" >arguments || exit 1; \
    done

# What the seven have in common. A named volume takes over the owner of /data.
FROM eclipse-temurin:25-jre AS service
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin maestro && \
    install -d -o maestro -g maestro -m 750 /data
WORKDIR /app
COPY image/ready .
ENV SERVER_ADDRESS=0.0.0.0 MAESTRO_DATA=/data \
    JDK_JAVA_OPTIONS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError"
VOLUME /data
USER maestro

# All seven play some purchases on the very files and flags that they run with, which makes an AOT cache of each kind's libraries.
# It holds no class of a service, so that of checkout fits all participants. That it fits is checked where it ends up.
FROM service AS rehearsal
ARG ORCHESTRATOR_OPTIONS
COPY --from=apart /app/ .
COPY image/rehearse .
RUN bash rehearse /tmp

FROM service AS participant
COPY --from=apart /app/participant/lib participant/lib
COPY --from=apart /app/participant/arguments .
COPY --from=rehearsal /tmp/participant.aot libraries.aot
RUN java @arguments -XX:AOTMode=on -Xlog:aot*=warning -version

FROM participant AS checkout
ENV SERVER_PORT=8081
EXPOSE 8081
COPY --from=apart /app/participant/checkout-service.jar service.jar
ENTRYPOINT ["java", "@arguments", "maestro.checkout.CheckoutApplication"]

FROM participant AS payment
ENV SERVER_PORT=8082
EXPOSE 8082
COPY --from=apart /app/participant/payment-service.jar service.jar
ENTRYPOINT ["java", "@arguments", "maestro.payment.PaymentApplication"]

FROM participant AS stock
ENV SERVER_PORT=8083
EXPOSE 8083
COPY --from=apart /app/participant/stock-service.jar service.jar
ENTRYPOINT ["java", "@arguments", "maestro.stock.StockApplication"]

FROM participant AS cd
ENV SERVER_PORT=8084
EXPOSE 8084
COPY --from=apart /app/participant/cd-service.jar service.jar
ENTRYPOINT ["java", "@arguments", "maestro.cd.CdApplication"]

FROM participant AS invoice
ENV SERVER_PORT=8085
EXPOSE 8085
COPY --from=apart /app/participant/invoice-service.jar service.jar
ENTRYPOINT ["java", "@arguments", "maestro.invoice.InvoiceApplication"]

FROM participant AS shipping
ENV SERVER_PORT=8086
EXPOSE 8086
COPY --from=apart /app/participant/shipping-service.jar service.jar
ENTRYPOINT ["java", "@arguments", "maestro.shipping.ShippingApplication"]

FROM service AS orchestrator
ARG ORCHESTRATOR_OPTIONS
ENV JDK_JAVA_OPTIONS=$ORCHESTRATOR_OPTIONS
COPY --from=apart /app/orchestrator/lib orchestrator/lib
COPY --from=apart /app/orchestrator/arguments .
COPY --from=rehearsal /tmp/orchestrator.aot libraries.aot
RUN java @arguments -XX:AOTMode=on -Xlog:aot*=warning -version
ENV SERVER_PORT=8080
EXPOSE 8080
COPY --from=apart /app/orchestrator/orchestrator-service.jar service.jar
ENTRYPOINT ["java", "@arguments", "maestro.orchestrator.OrchestratorApplication"]
