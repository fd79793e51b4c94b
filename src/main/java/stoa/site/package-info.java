/** What belongs to the whole site: the choice of language, texts that were kept. */
@NullMarked
package stoa.site;

import org.jspecify.annotations.NullMarked;
