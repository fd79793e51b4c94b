package stoa.base.view;

/** One step of the way down to a page. */
public record Crumb(String title, String url) {}
