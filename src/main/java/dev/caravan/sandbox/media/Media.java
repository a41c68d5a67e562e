package dev.caravan.sandbox.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.fault.SandboxFaults;
import dev.caravan.sandbox.php.Dates;
import dev.caravan.sandbox.php.Php;
import dev.caravan.sandbox.php.Texts;
import dev.caravan.sandbox.rest.RestError;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The media library. Nothing is really downloaded, but each download that a real store would make is counted; every
 * address sent makes a new file.
 */
public final class Media {

    private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "jpe", "png", "gif", "webp", "bmp");

    private final String url;
    private final SandboxFaults faults;
    private final LongSupplier ids;
    private final Map<String, Integer> downloads = new ConcurrentHashMap<>();
    private final Map<Long, ObjectNode> files = new ConcurrentHashMap<>();
    private final Map<String, Integer> names = new ConcurrentHashMap<>();

    public Media(String url, SandboxFaults faults, LongSupplier ids) {
        this.url = url;
        this.faults = faults;
        this.ids = ids;
    }

    /** A file is deleted. */
    public void forget(long id) {
        files.remove(id);
    }

    /** A product or variation without a file that is deleted: the next image becomes the main one. */
    public static ObjectNode without(ObjectNode product, long id) {
        ObjectNode changed = product.deepCopy();
        if (changed.path("image").path("id").asLong() == id) {
            changed.putNull("image");
        }
        if (changed.path("images") instanceof ArrayNode images) {
            images.removeIf(image -> image.path("id").asLong() == id);
        }
        return changed;
    }

    /** How often each address was requested, including failed ones. */
    public Map<String, Integer> downloads() {
        return Map.copyOf(downloads);
    }

    public void clearDownloads() {
        downloads.clear();
    }

    /** Makes the image of a stored product known again. */
    public void restore(ObjectNode image) {
        String src = image.path("src").asText();
        names.merge(src.substring(src.lastIndexOf('/') + 1), 1, Integer::sum);
        files.put(image.path("id").asLong(), image);
    }

    /**
     * One bad image refuses all; files that were created before it stay as orphans.
     *
     * @param owner {@code product} or {@code variation}, as error codes name it
     */
    public ArrayNode images(JsonNode sent, Instant now, String owner) {
        ArrayNode images = Json.array();
        for (JsonNode item : sent) {
            long id = Php.whole(item.get("id"));
            String src = Php.text(item.get("src"));
            if (id == 0 && src.isEmpty()) {
                continue;
            }
            ObjectNode file = id == 0 ? load(src, now, owner) : known(id, owner);
            if (!Php.isNull(item.get("name"))) {
                file.put("name", Texts.line(Php.text(item.get("name"))));
            }
            if (!Php.isNull(item.get("alt"))) {
                file.put("alt", shown(Texts.line(Php.text(item.get("alt")))));
            }
            file.put("date_modified", Dates.text(now)).put("date_modified_gmt", Dates.text(now));
            files.put(file.path("id").asLong(), file);
            images.add(file);
        }
        return images;
    }

    /** As an attribute of HTML has it (media-alt-name-set). */
    private static String shown(String alt) {
        return Texts.escaped(alt).replace("\"", "&quot;");
    }

    private ObjectNode known(long id, String owner) {
        ObjectNode file = files.get(id);
        if (file == null) {
            throw new RestError(
                    400, "woocommerce_" + owner + "_invalid_image_id", "#" + id + " is an invalid image ID.");
        }
        return file.deepCopy();
    }

    private ObjectNode load(String src, Instant now, String owner) {
        String path = path(src, owner);
        downloads.merge(src, 1, Integer::sum);
        faults.brokenImage(src).ifPresent(message -> {
            throw RestError.imageUpload(owner, message);
        });
        String name = path.substring(path.lastIndexOf('/') + 1)
                .replaceAll("[?\\[\\]\\\\=<>:;,'\"&$#*()|~`!{}%+]", "") // seen in 10.2.4: a%20b.jpg is a20b.jpg
                .replaceAll("[\\s-]+", "-");
        int dot = name.lastIndexOf('.');
        if (dot < 1 || !EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT))) {
            throw RestError.imageUpload(owner, "Invalid image: Sorry, you are not allowed to upload this file type.");
        }
        String free = name;
        while (names.putIfAbsent(free, 1) != null) {
            int taken = names.merge(name, 1, Integer::sum) - 1; // red.jpg, red-1.jpg, red-2.jpg
            free = name.substring(0, dot) + "-" + taken + name.substring(dot);
        }
        String date = Dates.text(now);
        return Json.object()
                .put("id", ids.getAsLong())
                .put("date_created", date)
                .put("date_created_gmt", date)
                .put("date_modified", date)
                .put("date_modified_gmt", date)
                .put("src", url + "/wp-content/uploads/" + date.substring(0, 7).replace('-', '/') + "/" + free)
                .put("name", free)
                .put("alt", "");
    }

    private static String path(String src, String owner) {
        try {
            URI address = new URI(src.strip().replace(" ", "%20"));
            String scheme = String.valueOf(address.getScheme());
            if ((scheme.equals("http") || scheme.equals("https")) && address.getRawAuthority() != null) {
                return String.valueOf(address.getRawPath());
            }
        } catch (URISyntaxException e) {
            // the same answer as for an address without a host
        }
        String shown = src.contains("://") ? src : "http://" + src.replace(" ", "%20");
        throw RestError.imageUpload(
                owner, "Error getting remote image " + shown + ". Error: A valid URL was not provided.");
    }
}
