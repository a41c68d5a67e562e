package dev.caravan.sandbox.host;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.UnaryOperator;

/** A list whose elements are built when they are read, so that long lists fit in a small heap. */
final class Snapshot extends AbstractList<ObjectNode> implements RandomAccess {

    private final List<ObjectNode> stored;
    private final UnaryOperator<ObjectNode> shape;

    Snapshot(List<ObjectNode> stored, UnaryOperator<ObjectNode> shape) {
        this.stored = stored;
        this.shape = shape;
    }

    @Override
    public ObjectNode get(int index) {
        return shape.apply(stored.get(index));
    }

    @Override
    public int size() {
        return stored.size();
    }
}
