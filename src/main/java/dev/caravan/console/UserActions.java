package dev.caravan.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is done with the users of an account. */
enum UserActions implements AdminAction {
    CREATE("create-user", "username", "role", "password") {
        @Override
        public List<String> fields() {
            return List.of();
        }

        @Override
        public Question ask(ApiCalls api, Map<String, String> fields) {
            return new Question(
                    "Create a user",
                    List.of("The user can sign in at once, and changes the password under the own name."),
                    "Create user",
                    false,
                    List.of(
                            Input.text("username", "User name", "Letters, digits and . _ @ + -"),
                            Input.choice("role", "Role", ROLES, "viewer"),
                            Input.password("password", "First password", RULE)));
        }

        @Override
        public Outcome act(ApiCalls api, Map<String, String> fields) {
            Map<String, String> body = new HashMap<>(fields);
            body.putIfAbsent("password", ""); // the API says what may stand there
            JsonNode user = api.call(operation(), Map.of(), body);
            return Outcome.done(user.path("username").asText() + " can sign in now, as "
                    + user.path("role").asText() + ".");
        }
    },
    CHANGE("change-user", "role", "enabled", "seen") {
        @Override
        public Question ask(ApiCalls api, Map<String, String> fields) {
            User user = user(api, fields);
            return new Question(
                    "Change " + user.username(),
                    user.isMe(api)
                            ? List.of("This is you: with another role you cannot change it back yourself.")
                            : List.of("It counts from the next click of the user on."),
                    "Change",
                    false,
                    List.of(
                            Input.choice("role", "Role", ROLES, user.role()),
                            Input.choice(ENABLED, "Sign-in", SIGN_IN, String.valueOf(user.enabled())),
                            new Input(SEEN, "", "hidden", "", Map.of(), user.state())));
        }

        @Override
        public Outcome act(ApiCalls api, Map<String, String> fields) {
            User before = user(api, fields);
            if (!before.state().equals(fields.get(SEEN))) {
                throw new ConsoleProblem(
                        409,
                        "Another admin has changed " + before.username() + " meanwhile: the role is " + before.role()
                                + " now, and the sign-in is " + (before.enabled() ? "allowed" : "not allowed")
                                + ". Look again at what you want.");
            }
            Map<String, Object> change = new HashMap<>();
            change.put("role", fields.getOrDefault("role", before.role()));
            change.put(ENABLED, Boolean.valueOf(fields.getOrDefault(ENABLED, String.valueOf(before.enabled()))));
            JsonNode user = api.call(operation(), only(fields), change);
            return Outcome.done(before.username() + " is " + user.path("role").asText()
                    + (user.path(ENABLED).asBoolean() ? " and may sign in." : " and may not sign in."));
        }
    },
    SET_PASSWORD("set-password", "old", "new") {
        @Override
        public boolean allows(Frame.Me user) {
            return true; // everyone changes the own one
        }

        @Override
        public Question ask(ApiCalls api, Map<String, String> fields) {
            Input fresh = Input.password("new", "New password", RULE);
            if (isOwn(api, fields)) {
                return new Question(
                        "Change your password",
                        List.of("You are signed out in all browsers, this one too. Sign in with the new one then."),
                        "Change password",
                        false,
                        List.of(Input.password("old", "Present password", ""), fresh));
            }
            return new Question(
                    "A new password for " + user(api, fields).username(),
                    List.of("The user is signed out everywhere, and needs the new password from you."),
                    "Set password",
                    false,
                    List.of(fresh));
        }

        @Override
        public Outcome act(ApiCalls api, Map<String, String> fields) {
            Map<String, @Nullable String> body = new HashMap<>(fields);
            body.remove("id");
            body.putIfAbsent("new", ""); // the API says what may stand there
            if (isOwn(api, fields)) {
                body.putIfAbsent("old", "");
                api.call(operation(), only(fields), body);
                return Outcome.done("Your password is changed. Sign in with it.");
            }
            String name = user(api, fields).username();
            api.call(operation(), only(fields), body);
            return Outcome.done(name + " has a new password, and is signed out everywhere.");
        }

        private boolean isOwn(ApiCalls api, Map<String, String> fields) {
            return String.valueOf(api.read("show-me", Map.of(), Frame.Me.class).id())
                    .equals(fields.get("id"));
        }
    },
    END_SESSIONS("end-sessions") {
        @Override
        public Question ask(ApiCalls api, Map<String, String> fields) {
            return new Question(
                    "Sign " + user(api, fields).username() + " out everywhere?",
                    List.of("All browsers of the user have to sign in again. Password and API keys stay."),
                    "Sign out everywhere",
                    false);
        }

        @Override
        public Outcome act(ApiCalls api, Map<String, String> fields) {
            String name = user(api, fields).username();
            call(api, fields);
            return Outcome.done(name + " is signed out everywhere.");
        }
    },
    DELETE("delete-user") {
        @Override
        public Question ask(ApiCalls api, Map<String, String> fields) {
            User user = user(api, fields);
            List<String> will = new ArrayList<>();
            if (user.isMe(api)) {
                will.add("This is you: you are signed out, and cannot sign in as " + user.username() + " any more.");
            }
            will.add("The user and the API keys that the user made stop working at once. This cannot be undone.");
            will.add("The audit log keeps what the user did. To keep the keys, take the sign-in away instead.");
            return new Question("Delete " + user.username() + "?", will, "Delete user", true);
        }

        @Override
        public Outcome act(ApiCalls api, Map<String, String> fields) {
            String name = user(api, fields).username();
            call(api, fields);
            return Outcome.done(name + " is deleted.");
        }
    };

    /** What each role may do, in words. */
    static final Map<String, String> ROLES = ordered(
            "viewer", "viewer: sees everything, changes nothing",
            "operator", "operator: also acts on products and stores",
            "admin", "admin: also manages stores, users and keys");

    private static final String RULE = "12 to 128 characters, not easy to guess: several words, for example";
    private static final String ENABLED = "enabled";
    private static final String SEEN = "seen";
    private static final Map<String, String> SIGN_IN =
            ordered("true", "may sign in", "false", "may not sign in; API keys stop, too");

    private final String operation;
    private final List<String> typed;

    UserActions(String operation, String... typed) {
        this.operation = operation;
        this.typed = List.of(typed);
    }

    /** The answer of {@code show-user}. */
    record User(long id, String username, String role, boolean enabled) {

        /** To see whether another admin has changed the user meanwhile. */
        String state() {
            return role + "," + enabled;
        }

        boolean isMe(ApiCalls api) {
            return Objects.equals(api.read("show-me", Map.of(), Frame.Me.class).id(), id);
        }
    }

    @Override
    public String operation() {
        return operation;
    }

    @Override
    public List<String> typed() {
        return typed;
    }

    @Override
    public String home(Map<String, String> fields) {
        return "/admin/users";
    }

    private static User user(ApiCalls api, Map<String, String> fields) {
        return api.read("show-user", only(fields), User.class);
    }

    private static Map<String, String> only(Map<String, String> fields) {
        return Map.of("id", fields.getOrDefault("id", ""));
    }

    private static Map<String, String> ordered(String... words) {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            ordered.put(words[i], words[i + 1]);
        }
        return ordered;
    }
}
