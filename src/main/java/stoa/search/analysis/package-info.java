/**
 * From text to the terms it is found by, the same for both indexes and for the marks on the page.
 */
@NullMarked
package stoa.search.analysis;

import org.jspecify.annotations.NullMarked;
