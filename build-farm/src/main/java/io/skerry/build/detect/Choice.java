package io.skerry.build.detect;

/**
 * Why a source shows no web process though its language is known, and how its user names one.
 *
 * @param problem a sentence without its end
 */
public record Choice(String problem, String advice) {}
