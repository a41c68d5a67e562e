package dev.caravan.sync.batch;

import java.util.List;

/**
 * The end of a round that failed. The loop that it was in looks at the body once more, and finds nothing to do.
 *
 * @param connections the store to wake, so that the rest goes on; none if the round had not begun
 */
public record FailedBatch(List<Long> connections) {

    /** Nothing is left of the round; read by the route. */
    public boolean isEmpty() {
        return true;
    }

    /** Nothing is left of the round; read by the route. */
    public boolean hasTermQuestion() {
        return false;
    }

    /** Nothing is left of the round; read by the route. */
    public boolean hasImageQuestion() {
        return false;
    }

    /** Nothing is left of the round; read by the route. */
    public boolean hasQuestion() {
        return false;
    }
}
