package dev.caravan.sandbox;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the route, checks the key, and turns errors into answers. Everything below {@code /wp-json}. */
final class RestApi {

    private static final String ROOT = "/wp-json/wc/v3";
    private static final Pattern PRODUCT = Pattern.compile(ROOT + "/products/(\\d{1,18})");
    private static final Pattern TERMS = Pattern.compile(ROOT + "/products/(categories|tags|attributes)");
    private static final Set<String> EDITS = Set.of("POST", "PUT", "PATCH");

    private final Auth auth;
    private final StoreInfo info;
    private final ProductRoutes products;
    private final BatchRoute batch;
    private final TermRoutes terms;
    private final String apiLink;

    RestApi(String url, Auth auth, StoreInfo info, ProductRoutes products, BatchRoute batch, TermRoutes terms) {
        this.auth = auth;
        this.info = info;
        this.products = products;
        this.batch = batch;
        this.terms = terms;
        this.apiLink = "<" + url + "/wp-json/>; rel=\"https://api.w.org/\"";
    }

    Answer answer(StoreRequest request) {
        Answer answer = tried(request);
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
        Matcher product = PRODUCT.matcher(path);
        Matcher list = TERMS.matcher(path);
        if (path.equals(ROOT + "/products")) {
            return productList(request, key);
        } else if (path.equals(ROOT + "/products/batch") && EDITS.contains(request.method())) {
            allowed(key, "batch", "are not allowed to batch manipulate this resource");
            return batch.answer(request.fields(), ListAnswer.fields(request)).with("Allow", "POST, PUT, PATCH");
        } else if (product.matches()) {
            return product(request, key, Long.parseLong(product.group(1)));
        } else if (list.matches() && request.reads()) {
            allowed(key, "view", "cannot list resources");
            return terms.list(TermKind.valueOf(list.group(1).toUpperCase(Locale.ROOT)), request);
        } else if (path.equals(ROOT + "/system_status") && request.reads()) {
            allowed(key, "view", "cannot list resources");
            return info.systemStatus(request);
        }
        throw RestError.noRoute();
    }

    private Answer productList(StoreRequest request, boolean key) {
        if (request.reads()) {
            allowed(key, "view", "cannot list resources");
            return products.list(request);
        } else if (request.method().equals("POST")) {
            allowed(key, "create", "are not allowed to create resources");
            return products.create(request);
        }
        throw RestError.noRoute();
    }

    private Answer product(StoreRequest request, boolean key, long id) {
        if (request.reads()) {
            allowed(key, "view", "cannot view this resource");
            return products.get(id, request);
        } else if (EDITS.contains(request.method())) {
            allowed(key, "edit", "are not allowed to edit this resource");
            return products.update(id, request);
        } else if (request.method().equals("DELETE")) {
            allowed(key, "delete", "are not allowed to delete this resource");
            return products.delete(id, request);
        }
        throw RestError.noRoute();
    }

    private static void allowed(boolean key, String what, String youMayNot) {
        if (!key) {
            throw new RestError(401, "woocommerce_rest_cannot_" + what, "Sorry, you " + youMayNot + ".");
        }
    }

    private static String path(StoreRequest request) {
        String path = request.path();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
