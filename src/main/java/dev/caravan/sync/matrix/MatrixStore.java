package dev.caravan.sync.matrix;

/** A column of the matrix. @param autoSync whether changes of its products are sent by themselves */
record MatrixStore(long id, String storeName, boolean autoSync) {}
