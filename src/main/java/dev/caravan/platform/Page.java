package dev.caravan.platform;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** One page of a list, in the shape that the API promises: {@code {"data":[…],"pagination":{…}}}. */
public record Page<T>(List<T> data, Pagination pagination) {

    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 100;

    /** Numbers of a page; {@code page} counts from 1. */
    public record Pagination(int page, int limit, long total, long totalPages, boolean hasNext, boolean hasPrev) {}

    /** Which page is requested. */
    public record Request(int page, int limit) {

        /** Reads {@code ?page=&limit=}; absent values take the defaults. @throws ApiException 400 outside the bounds */
        public static Request of(@Nullable Integer page, @Nullable Integer limit) {
            int p = page == null ? 1 : page;
            int l = limit == null ? DEFAULT_LIMIT : limit;
            if (p < 1) {
                throw ApiException.invalid("page", "must be 1 or more");
            }
            if (l < 1 || l > MAX_LIMIT) {
                throw ApiException.invalid("limit", "must be between 1 and " + MAX_LIMIT);
            }
            return new Request(p, l);
        }

        /** Rows before this page. */
        public long offset() {
            return (page - 1L) * limit;
        }
    }

    /** Creates a page from its rows and the count of all rows. */
    public static <T> Page<T> of(List<T> rows, long total, Request request) {
        long pages = (total + request.limit - 1) / request.limit;
        return new Page<>(
                rows,
                new Pagination(request.page, request.limit, total, pages, request.page < pages, request.page > 1));
    }

    /**
     * Reads a page whose rows all know how many there are on all pages. A page behind the last one has no row that says it,
     * so the first row is read as well.
     */
    public static <T> Page<T> read(Request request, Function<Request, List<T>> rows, ToLongFunction<T> total) {
        List<T> here = rows.apply(request);
        List<T> any = here.isEmpty() && request.page > 1 ? rows.apply(new Request(1, 1)) : here;
        return of(here, any.isEmpty() ? 0 : total.applyAsLong(any.get(0)), request);
    }

    /** The same page with other rows. */
    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(data.stream().map(change).toList(), pagination);
    }
}
