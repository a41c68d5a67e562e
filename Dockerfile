# The build: the same JDK as everywhere else, so that the static checks run as they do in ./mvnw verify.
FROM eclipse-temurin:17-jdk AS build
WORKDIR /build
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY src src
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -ntp -DskipTests package \
    && mv target/caravan-*.jar caravan.jar \
    && java -Djarmode=tools -jar caravan.jar extract --layers --destination extracted

# The program. JDK 25: virtual threads without pinning.
FROM eclipse-temurin:25-jre
RUN groupadd --system --gid 10001 caravan \
    && useradd --system --uid 10001 --gid caravan --home-dir /data --shell /usr/sbin/nologin caravan \
    && install -d -o caravan -g caravan -m 700 /data
WORKDIR /caravan
COPY --from=build /build/extracted/dependencies/ ./
COPY --from=build /build/extracted/spring-boot-loader/ ./
COPY --from=build /build/extracted/snapshot-dependencies/ ./
COPY --from=build /build/extracted/application/ ./
# what is inside (CycloneDX), for scanners: the same as META-INF/sbom/application.cdx.json in the jar
COPY --from=build /build/target/classes/META-INF/sbom/application.cdx.json ./sbom/application.cdx.json
COPY --chmod=755 docker/healthcheck.sh /caravan/healthcheck.sh
# the user caravan by its number, so that Kubernetes can check runAsNonRoot; only /data and /tmp need to be writable
USER 10001:10001
ENV CARAVAN_DATA_DIR=/data \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError"
VOLUME /data
# 8079: metrics, Jolokia and Hawtio; inside the container only, unless CARAVAN_MANAGEMENT_ADDRESS says otherwise
EXPOSE 8080 8079
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 CMD ["/caravan/healthcheck.sh"]
ENTRYPOINT ["java", "-jar", "caravan.jar"]
