package dev.caravan.platform.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.platform.audit.RefusalTally;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import dev.caravan.testing.Source;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is done and what is refused on the management port can be read in the audit log. */
@CaravanTest
class ManagementAuditTest {

    private static final String JOLOKIA = "/actuator/jolokia";
    private static final String ROUTE = "org.apache.camel:context=pretended,name=\"store-1\",type=routes";
    private static final String CONTEXT = "org.apache.camel:context=pretended,name=\"pretended\",type=context";

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RefusalTally tally;

    private String user;
    private long before;

    /** Stands for the MBean of a route: Camel's tests have none. */
    public interface Route {
        String getState();

        String dumpRouteAsXml();

        void start();

        void stop();
    }

    private static final class Pretended implements Route {
        @Override
        public String getState() {
            return "Started";
        }

        @Override
        public String dumpRouteAsXml() {
            return "<route/>";
        }

        @Override
        public void start() {
            // as if
        }

        @Override
        public void stop() {
            // as if
        }
    }

    @BeforeAll
    static void register() throws JMException {
        ManagementFactory.getPlatformMBeanServer()
                .registerMBean(new StandardMBean(new Pretended(), Route.class), new ObjectName(ROUTE));
    }

    @AfterAll
    static void unregister() throws JMException {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(ROUTE));
    }

    @BeforeEach
    void somebodyNobodyHasCounted() {
        tally.write(); // what other tests were refused takes none of our entries
        before = jdbc.sql("SELECT coalesce(max(id), 0) FROM audit_log")
                .query(Long.class)
                .single();
        user = "watched-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        insert(user, "operator");
        insert(user + "-admin", "admin");
    }

    @Test
    void aRoleThatIsNotEnough() {
        call("GET", "/actuator/prometheus", Map.of("Authorization", Api.authorization(user)), "")
                .expect(403);

        assertThat(entry("call", "GET /actuator/prometheus"))
                .containsEntry("who", user)
                .containsEntry("outcome", "refused")
                .containsEntry("status", 403);
    }

    @Test
    void noSignInAndAWrongPassword() {
        call("GET", "/actuator/hawtio/user", Map.of(), "").expect(401);
        String wrong = "Basic d2F0Y2hlZDpub3QtdGhlLXBhc3N3b3Jk"; // watched:not-the-password
        Source.Reply reply = new Source("127.61.1.1")
                .send("GET", api.management("/actuator/prometheus"), Map.of("Authorization", wrong), "");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(entry("call-without-sign-in", "")).containsEntry("status", 401);
        assertThat(entry("sign-in", ""))
                .containsEntry("who", "watched")
                .containsEntry("from_address", "127.61.1.1")
                .containsEntry("outcome", "refused")
                .containsEntry("status", 401);
    }

    @Test
    void anotherWebsiteAndALink() {
        String admin = Api.authorization(user + "-admin");
        call("GET", JOLOKIA + "/exec/java.lang:type=Memory/gc", Map.of("Authorization", admin), "")
                .expect(403);
        call(
                        "POST",
                        JOLOKIA,
                        Map.of("Authorization", admin, "Origin", "http://evil.example", "Content-Type", "text/plain"),
                        "x")
                .expect(403);

        assertThat(entry("call", "GET " + JOLOKIA + "/exec/java.lang:type=Memory/gc"))
                .as("refused before the password is looked at: anyone can claim a name")
                .containsEntry("who", "unverified:" + user + "-admin");
        assertThat(entry("call", "POST " + JOLOKIA)).containsEntry("outcome", "refused");
    }

    @Test
    void whatJolokiaRefusesInsideAnAnswerOf200() {
        JsonNode answers = jolokia("""
                [{"type":"version"},
                 {"type":"exec","mbean":"java.lang:type=Memory","operation":"gc"},
                 {"type":"read","mbean":"java.lang:type=Runtime","attribute":"SystemProperties"},
                 {"type":"exec","mbean":"%s","operation":"updateRouteFromXml","arguments":["<route/>"]},
                 {"type":"exec","mbean":"%s","operation":"stop()"}]""".formatted(json(ROUTE), json(CONTEXT)));

        assertThat(answers.findValuesAsText("status")).containsExactly("200", "403", "403", "403", "403");
        assertThat(entry("jolokia-exec", "java.lang:type=Memory gc"))
                .containsEntry("who", user + "-admin")
                .containsEntry("outcome", "refused")
                .containsEntry("status", 403);
        assertThat(entry("jolokia-exec", ROUTE + " updateRouteFromXml")).containsEntry("outcome", "refused");
        assertThat(entry("jolokia-exec", CONTEXT + " stop()")).containsEntry("outcome", "refused");
        assertThat(entry("jolokia-read", "java.lang:type=Runtime SystemProperties"))
                .containsEntry("outcome", "refused");
    }

    @Test
    void aRouteThatIsStoppedAndStarted() {
        for (String operation : List.of("stop()", "start()")) {
            JsonNode answer = jolokia(
                    "{\"type\":\"exec\",\"mbean\":\"" + json(ROUTE) + "\",\"operation\":\"" + operation + "\"}");

            assertThat(answer.path("status").asInt()).as("%s", answer).isEqualTo(200);
            assertThat(entry("jolokia-exec", ROUTE + " " + operation))
                    .containsEntry("who", user + "-admin")
                    .containsEntry("outcome", "done");
        }
        JsonNode none = jolokia("{\"type\":\"exec\",\"mbean\":\"" + json(ROUTE.replace("store", "none"))
                + "\",\"operation\":\"stop()\"}");
        assertThat(none.path("status").asInt()).isEqualTo(404);
        assertThat(entry("jolokia-exec", ROUTE.replace("store", "none") + " stop()"))
                .containsEntry("outcome", "failed");
    }

    @Test
    void whoLooksIsNotRecorded() {
        jolokia("[{\"type\":\"version\"},{\"type\":\"read\",\"mbean\":\"" + json(ROUTE) + "\",\"attribute\":\"State\"},"
                + "{\"type\":\"exec\",\"mbean\":\"" + json(ROUTE) + "\",\"operation\":\"dumpRouteAsXml()\"}]");

        assertThat(jdbc.sql("SELECT count(*) FROM audit_log WHERE id > :id AND action LIKE 'jolokia%'")
                        .param("id", before)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void insert(String name, String role) {
        jdbc.sql("INSERT INTO app_user (account_id, username, password_hash, role) "
                        + "SELECT account_id, :name, password_hash, :role FROM app_user WHERE username = 'admin'")
                .param("name", name)
                .param("role", role)
                .update();
    }

    private static String json(String mbean) {
        return mbean.replace("\"", "\\\"");
    }

    private JsonNode jolokia(String body) {
        return call(
                        "POST",
                        JOLOKIA,
                        Map.of("Authorization", Api.authorization(user + "-admin"), "Content-Type", "application/json"),
                        body)
                .expect(200)
                .json();
    }

    private Api.Answer call(String method, String path, Map<String, String> headers, String body) {
        URI address = api.management(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return api.send(request.build());
    }

    /** The only entry since the beginning of the test. */
    private Map<String, Object> entry(String action, String target) {
        return jdbc.sql("SELECT who, from_address, outcome, status::int AS status FROM audit_log "
                        + "WHERE id > :id AND action = :action AND target = :target")
                .param("id", before)
                .param("action", action)
                .param("target", target)
                .query()
                .singleRow();
    }
}
