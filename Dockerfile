# One file for all seven services. `docker build --target cd .` builds the image of cd. docker-compose.yml builds all
# images. Another build context can replace the stage `build`: the other stages read only /jars.

# The JVM options of the orchestrator, in its training run and in its image.
ARG ORCHESTRATOR_OPTIONS="-XX:+UseSerialGC -XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError"

FROM eclipse-temurin:25-jdk AS build
WORKDIR /maestro
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -ntp -Dmaestro.run package && \
    mkdir /jars && cp *-service/target/*-service.jar /jars/

# The extracted jars: libraries change seldom and get a layer of their own. The six participants share their libraries.
# The argument file of the JVM is beside them. A JVM ignores an AOT cache that does not fit, without a message.
FROM eclipse-temurin:25-jre AS extracted
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

# The common base of the seven images. A named volume takes over the owner of /data.
FROM eclipse-temurin:25-jre AS service
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin maestro && \
    install -d -o maestro -g maestro -m 750 /data
WORKDIR /app
COPY image/ready .
ENV SERVER_ADDRESS=0.0.0.0 MAESTRO_DATA=/data \
    JDK_JAVA_OPTIONS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError"
VOLUME /data
USER maestro

# The training run: a stack plays purchases with the files and the JVM options of the images, and records one AOT cache
# per kind of service. A cache holds classes of libraries only, so the cache of checkout fits all participants. The
# later stages check that it fits.
FROM service AS training
ARG ORCHESTRATOR_OPTIONS
COPY --from=extracted /app/ .
COPY image/training-run .
RUN bash training-run /tmp

FROM service AS participant
COPY --from=extracted /app/participant/lib participant/lib
COPY --from=extracted /app/participant/arguments .
COPY --from=training /tmp/participant.aot libraries.aot
RUN java @arguments -XX:AOTMode=on -Xlog:aot*=warning -version

FROM participant AS checkout
ENV SERVER_PORT=8081
EXPOSE 8081
COPY --from=extracted /app/participant/checkout-service.jar service.jar
ENTRYPOINT ["java", "@arguments", "maestro.checkout.CheckoutApplication"]

FROM participant AS payment
ENV SERVER_PORT=8082
EXPOSE 8082
COPY --from=extracted /app/participant/payment-service.jar service.jar
ENTRYPOINT ["java", "@arguments", "maestro.payment.PaymentApplication"]

FROM participant AS stock
ENV SERVER_PORT=8083
EXPOSE 8083
COPY --from=extracted /app/participant/stock-service.jar service.jar
ENTRYPOINT ["java", "@arguments", "maestro.stock.StockApplication"]

FROM participant AS cd
ENV SERVER_PORT=8084
EXPOSE 8084
COPY --from=extracted /app/participant/cd-service.jar service.jar
ENTRYPOINT ["java", "@arguments", "maestro.cd.CdApplication"]

FROM participant AS invoice
ENV SERVER_PORT=8085
EXPOSE 8085
COPY --from=extracted /app/participant/invoice-service.jar service.jar
ENTRYPOINT ["java", "@arguments", "maestro.invoice.InvoiceApplication"]

FROM participant AS shipping
ENV SERVER_PORT=8086
EXPOSE 8086
COPY --from=extracted /app/participant/shipping-service.jar service.jar
ENTRYPOINT ["java", "@arguments", "maestro.shipping.ShippingApplication"]

FROM service AS orchestrator
ARG ORCHESTRATOR_OPTIONS
ENV JDK_JAVA_OPTIONS=$ORCHESTRATOR_OPTIONS
COPY --from=extracted /app/orchestrator/lib orchestrator/lib
COPY --from=extracted /app/orchestrator/arguments .
COPY --from=training /tmp/orchestrator.aot libraries.aot
RUN java @arguments -XX:AOTMode=on -Xlog:aot*=warning -version
ENV SERVER_PORT=8080
EXPOSE 8080
COPY --from=extracted /app/orchestrator/orchestrator-service.jar service.jar
ENTRYPOINT ["java", "@arguments", "maestro.orchestrator.OrchestratorApplication"]
