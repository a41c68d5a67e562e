package dev.caravan.sandbox.host;

import dev.caravan.sandbox.php.PhpFatal;
import dev.caravan.sandbox.rest.Answer;
import dev.caravan.sandbox.rest.RestError;
import dev.caravan.sandbox.rest.Routes;
import dev.caravan.sandbox.rest.StoreRequest;
import dev.caravan.sandbox.term.Terms;

/** Finds the route, checks the key, and turns errors into answers. Everything below {@code /wp-json}. */
final class RestApi {

    private static final String ROOT = "/wp-json/wc/v3";

    private final Auth auth;
    private final StoreInfo info;
    private final Routes routes;
    private final Terms terms;
    private final String apiLink;

    RestApi(String url, Auth auth, StoreInfo info, Routes routes, Terms terms) {
        this.auth = auth;
        this.info = info;
        this.routes = routes;
        this.terms = terms;
        this.apiLink = "<" + url + "/wp-json/>; rel=\"https://api.w.org/\"";
    }

    Answer answer(StoreRequest request) {
        Answer answer = terms.duringCall(() -> tried(request));
        return answer.headers().containsKey("Link") ? answer : answer.with("Link", apiLink);
    }

    /** As if WooCommerce were switched off: only WordPress itself answers. */
    Answer withoutWooCommerce(StoreRequest request) {
        return path(request).equals("/wp-json") ? info.index(request, false) : Answer.of(RestError.noRoute());
    }

    private Answer tried(StoreRequest request) {
        try {
            return routed(request, path(request));
        } catch (RestError e) {
            return Answer.of(e);
        } catch (PhpFatal e) {
            return Answer.of(e);
        }
    }

    private Answer routed(StoreRequest request, String path) {
        if (path.equals("/wp-json") && request.reads()) {
            return info.index(request, true);
        }
        boolean key = path.startsWith("/wp-json/wc/") && auth.hasKey(request);
        if (path.equals(ROOT) && request.reads()) {
            return info.namespace();
        }
        Routes.Found found = routes.find(request.method(), path).orElseThrow(RestError::noRoute);
        if (!key) {
            throw found.right().refused(401);
        } else if (!auth.ownerMayManage()) {
            throw found.right().refused(403);
        }
        return found.answer(request);
    }

    private static String path(StoreRequest request) {
        String path = request.path();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
