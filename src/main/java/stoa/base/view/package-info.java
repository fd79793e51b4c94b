/** From a record to a page: templates, their functions, messages, addresses, assets. */
@NullMarked
package stoa.base.view;

import org.jspecify.annotations.NullMarked;
