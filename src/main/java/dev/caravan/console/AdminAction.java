package dev.caravan.console;

/** An action that only administrators are asked about. */
interface AdminAction extends Action {

    @Override
    default boolean allows(Frame.Me user) {
        return user.manages();
    }
}
