package dev.caravan.sync;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What Prometheus reads of a running program. */
record Scrape(List<Sample> samples) {

    private static final Pattern LINE = Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** One series. */
    record Sample(String name, Map<String, String> labels, double value) {}

    static Scrape of(String text) {
        return new Scrape(LINE.matcher(text)
                .results()
                .map(line -> new Sample(
                        line.group(1),
                        parsed(line.group(2) == null ? "" : line.group(2)),
                        Double.parseDouble(line.group(3))))
                .toList());
    }

    private static Map<String, String> parsed(String text) {
        Map<String, String> labels = new HashMap<>();
        Matcher matcher = LABEL.matcher(text);
        while (matcher.find()) {
            labels.put(matcher.group(1), matcher.group(2));
        }
        return labels;
    }

    Set<String> names() {
        return samples.stream().map(Sample::name).collect(Collectors.toSet());
    }

    /** The labels that a metric has. */
    Set<String> labels(String name) {
        return of(name, labels -> true).stream()
                .flatMap(sample -> sample.labels().keySet().stream())
                .collect(Collectors.toSet());
    }

    List<Sample> of(String name, Predicate<Map<String, String>> which) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name) && which.test(sample.labels()))
                .toList();
    }

    /** The sum of all series of a metric that have this label. */
    double sum(String name, String label, String value) {
        return of(name, labels -> value.equals(labels.get(label))).stream()
                .mapToDouble(Sample::value)
                .sum();
    }

    Set<String> values() {
        Set<String> values = new HashSet<>();
        samples.forEach(sample -> values.addAll(sample.labels().values()));
        return values;
    }
}
