package stoa.base.web;

/**
 * Finds what sets a member's page apart from others', beside what stands on every page of theirs.
 */
@FunctionalInterface
public interface Variants {
  Variant of(Visit visit, Request request) throws Exception;
}
