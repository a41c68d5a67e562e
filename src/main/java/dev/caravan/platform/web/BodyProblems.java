package dev.caravan.platform.web;

import dev.caravan.platform.ApiException;

/** Why a body is not received. */
final class BodyProblems {

    private BodyProblems() {}

    /** 503. */
    static ApiException noRoom() {
        return ApiException.unavailable("The bodies that are on their way have taken the disk that CARAVAN_UPLOAD_SPACE"
                + " allows; try again when some have ended");
    }

    /** 413. */
    static ApiException tooLarge(long largest) {
        return ApiException.tooLarge("The body is larger than " + largest + " bytes");
    }
}
