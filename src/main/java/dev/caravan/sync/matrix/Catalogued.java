package dev.caravan.sync.matrix;

import java.util.List;

/** Products that a filter's conditions of the catalogue find. @param all whether these are all of them */
record Catalogued(List<Long> ids, boolean all) {

    List<Long> above(long after) {
        return ids.stream().filter(id -> id > after).toList();
    }
}
