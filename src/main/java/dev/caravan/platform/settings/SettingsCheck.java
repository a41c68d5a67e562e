package dev.caravan.platform.settings;

/** Stops the start at the first wrong setting, with a sentence that names it. */
public final class SettingsCheck {

    /**
     * Checks one rule.
     *
     * @param rule for example {@code must be longer than zero}
     * @throws WrongSettingException if the value breaks the rule
     */
    public SettingsCheck that(boolean right, String setting, String rule, Object value) {
        if (!right) {
            throw new WrongSettingException(setting + " " + rule + ", but is: " + value);
        }
        return this;
    }
}
