package dev.caravan.store.mapping;

/** The active export mapping of a connection has changed. A Spring application event, published after the commit. */
public record ExportMappingChanged(long accountId, long connectionId) {}
