package dev.caravan.platform.web;

import dev.caravan.platform.api.Problems;
import dev.caravan.platform.settings.AssetSettings;
import dev.caravan.platform.settings.CaravanSettings;
import dev.caravan.platform.settings.PublicUrl;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.stereotype.Component;

/**
 * The defences of every chain of Spring Security besides the sign-in. On the management port these are only the
 * headers; ManagementGate and JolokiaRequestFilter decide about addresses, methods and bodies there.
 */
@Component
public final class WebDefences {

    private static final String NO_SENSORS =
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    private final Problems problems;
    private final PublicUrl publicUrl;
    private final RestOperations operations;
    private final CaravanSettings settings;
    private final AssetSettings assets;
    private final SpoolSpace space;
    private final Refusals refusals;
    private final RecentCredentials recent;

    WebDefences(
            Problems problems,
            PublicUrl publicUrl,
            RestOperations operations,
            CaravanSettings settings,
            AssetSettings assets,
            WebSettings web,
            Refusals refusals,
            RecentCredentials recent) {
        this.problems = problems;
        this.publicUrl = publicUrl;
        this.operations = operations;
        this.settings = settings;
        this.assets = assets;
        this.space = new SpoolSpace(web.uploadSpace().toBytes());
        this.refusals = refusals;
        this.recent = recent;
    }

    /** Adds the filters and the headers of answers. */
    void defend(HttpSecurity http) throws Exception {
        headers(http);
        http.addFilterAfter(new StrictAddresses(problems), HeaderWriterFilter.class)
                .addFilterAfter(new SiteCheck(problems, publicUrl), StrictAddresses.class)
                .addFilterAfter(new BodyTypes(operations, problems), SiteCheck.class)
                .addFilterAfter(new WebjarFiles(problems, settings), BodyTypes.class)
                .addFilterAfter(new PageForms(problems, settings, assets, space), WebjarFiles.class)
                .addFilterAfter(new RequestBodies(problems, settings, assets, space), AuthorizationFilter.class)
                .addFilterAfter(new Places(problems, refusals, recent), RequestBodies.class)
                .addFilterAfter(new BareRequests(), Places.class);
    }

    /** Adds the headers of answers, and no CORS: on both ports. */
    public void headers(HttpSecurity http) throws Exception {
        http.cors(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.frameOptions(FrameOptionsConfig::deny)
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(policy -> policy.policy(NO_SENSORS))
                        .addHeaderWriter(new AnswerTypes())
                        .addHeaderWriter((request, response) -> {
                            if (!Downloads.isOne(request) && !response.containsHeader("Cross-Origin-Resource-Policy")) {
                                response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
                            }
                            if (!response.containsHeader("Content-Security-Policy")) {
                                response.setHeader("Content-Security-Policy", PagePolicy.of(request.getRequestURI()));
                            }
                        }));
    }
}
