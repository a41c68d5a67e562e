package dev.caravan.sandbox.fault;

import dev.caravan.sandbox.php.PhpFatal;
import dev.caravan.sandbox.rest.RestError;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Delays and faults of a sandbox store; may be changed while calls run. Thread-safe. */
public final class SandboxFaults {

    /** A fault for the calls of a scope; {@code times} is how often it still strikes, -1 for always. */
    record Planned(int times, SandboxFault fault, SandboxScope scope) {}

    private final Workers workers = new Workers();
    private final ArrayDeque<Planned> next = new ArrayDeque<>();
    private final TreeSet<String> poison = new TreeSet<>();
    private final TreeSet<String> halves = new TreeSet<>();
    private final Map<String, String> prices = new TreeMap<>();
    private final Map<String, Duration> stalled = new TreeMap<>();
    private final Map<String, RefusedSku> refused = new TreeMap<>();
    private final Map<String, String> brokenImages = new TreeMap<>();
    private @Nullable Planned always;
    private int every = 1;
    private int covered;
    private Duration latencyPerCall = Duration.ZERO;
    private Duration latencyPerItem = Duration.ZERO;

    public SandboxFaults() {}

    /** How long every call takes at least, beside its items. */
    public synchronized SandboxFaults latencyPerCall(Duration latency) {
        latencyPerCall = latency;
        return this;
    }

    /** How long each written product takes. */
    public synchronized SandboxFaults latencyPerItem(Duration latency) {
        latencyPerItem = latency;
        return this;
    }

    /** How many calls run at once, further ones wait; 0 for no limit. */
    public SandboxFaults workers(int limit) {
        workers.limit(limit);
        return this;
    }

    public SandboxFaults next(int times, SandboxFault fault) {
        return next(times, fault, SandboxScope.ANY);
    }

    /** The next {@code times} calls of the scope fail; several such plans follow one another. */
    public synchronized SandboxFaults next(int times, SandboxFault fault, SandboxScope scope) {
        next.addLast(new Planned(times, fault, scope));
        return this;
    }

    public SandboxFaults always(SandboxFault fault) {
        return always(fault, SandboxScope.ANY);
    }

    /** Every call of the scope fails, once the plans of {@code next} are used up. */
    public synchronized SandboxFaults always(SandboxFault fault, SandboxScope scope) {
        return every(1, fault, scope);
    }

    /** Each {@code nth} call of the scope fails, once the plans of {@code next} are used up. */
    public synchronized SandboxFaults every(int nth, SandboxFault fault, SandboxScope scope) {
        always = new Planned(-1, fault, scope);
        every = nth;
        covered = 0;
        return this;
    }

    /** PHP dies at the product with this SKU: items before it are stored, the answer is 500 for all. */
    public synchronized SandboxFaults poisonSku(String sku) {
        poison.add(key(sku));
        return this;
    }

    /** PHP dies once while it creates the product with this SKU: the store has its name and SKU, and nothing else. */
    public synchronized SandboxFaults halveCreateOf(String sku) {
        halves.add(key(sku));
        return this;
    }

    /** A plugin gives the product with this SKU another regular price while it is created. */
    public synchronized SandboxFaults priceOf(String sku, String price) {
        prices.put(key(sku), price);
        return this;
    }

    /** PHP hangs at the product with this SKU until its time is over, and dies; items before it are stored. */
    public synchronized SandboxFaults stallSku(String sku, Duration time) {
        stalled.put(key(sku), time);
        return this;
    }

    /** Every write of the product with this SKU is refused with 400, inside the 200 of a batch. */
    public synchronized SandboxFaults refuseSku(String sku, String code, String message) {
        return refuseSku(sku, code, message, null);
    }

    /** The same, at a higher regular price than this; null: at any. */
    public synchronized SandboxFaults refuseSku(String sku, String code, String message, @Nullable BigDecimal above) {
        refused.put(key(sku), new RefusedSku(sku, code, message, above));
        return this;
    }

    /**
     * The download of this address fails, and with it each write that sends it.
     *
     * @param message of the {@code woocommerce_product_image_upload_error}
     */
    public synchronized SandboxFaults brokenImage(String src, String message) {
        brokenImages.put(src, message);
        return this;
    }

    public synchronized Optional<String> brokenImage(String src) {
        return Optional.ofNullable(brokenImages.get(src));
    }

    /** Removes all delays and faults. */
    public synchronized void clear() {
        next.clear();
        poison.clear();
        halves.clear();
        prices.clear();
        stalled.clear();
        refused.clear();
        brokenImages.clear();
        always = null;
        latencyPerCall = Duration.ZERO;
        latencyPerItem = Duration.ZERO;
        workers.limit(0);
    }

    public synchronized Optional<SandboxFault> take(String method, String path, BooleanSupplier makes) {
        for (Iterator<Planned> plans = next.iterator(); plans.hasNext(); ) {
            Planned plan = plans.next();
            if (plan.scope().covers(method, path, makes)) {
                plans.remove();
                if (plan.times() > 1) {
                    next.addFirst(new Planned(plan.times() - 1, plan.fault(), plan.scope()));
                }
                return Optional.of(plan.fault());
            }
        }
        return Optional.ofNullable(always)
                .filter(plan -> plan.scope().covers(method, path, makes) && ++covered % every == 0)
                .map(Planned::fault);
    }

    /**
     * What a write of the product with this SKU meets.
     *
     * @param price its regular price after the write
     * @throws PhpFatal for a poisoned SKU, and for one that stalls, later. @throws RestError for a refused one
     */
    public void strike(String sku, String price) {
        strikeAtOnce(sku, price);
        Duration stall = stallOf(sku);
        if (stall != null) {
            Pause.of(stall.toMillis()); // without the lock, which all calls take
            throw new PhpFatal("Maximum execution time exceeded");
        }
    }

    private synchronized @Nullable Duration stallOf(String sku) {
        return stalled.get(key(sku));
    }

    private synchronized void strikeAtOnce(String sku, String price) {
        if (poison.contains(key(sku))) {
            throw PhpFatal.ofPlugin();
        }
        RefusedSku refusal = refused.get(key(sku));
        if (refusal != null && refusal.refuses(price)) {
            throw new RestError(400, refusal.code(), refusal.message());
        }
    }

    public synchronized boolean takeHalf(String sku) {
        return halves.remove(key(sku));
    }

    public synchronized @Nullable String priceOf(String sku) {
        return prices.get(key(sku));
    }

    public Workers workers() {
        return workers;
    }

    public synchronized Duration latencyPerCall() {
        return latencyPerCall;
    }

    public synchronized Duration latencyPerItem() {
        return latencyPerItem;
    }

    /** The plans of {@code next} in their order, then that of {@code always}. */
    synchronized List<Planned> planned() {
        List<Planned> all = new ArrayList<>(next);
        Optional.ofNullable(always).ifPresent(all::add);
        return all;
    }

    synchronized List<String> poisoned() {
        return List.copyOf(poison);
    }

    synchronized Map<String, Duration> stalled() {
        return Map.copyOf(stalled);
    }

    synchronized List<RefusedSku> refusals() {
        return Collections.unmodifiableList(new ArrayList<>(refused.values()));
    }

    private static String key(String sku) {
        return sku.toLowerCase(Locale.ROOT);
    }
}
