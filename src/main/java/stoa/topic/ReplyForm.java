package stoa.topic;

import stoa.base.view.Field;

/**
 * @param action where the form goes
 * @param parent the id of the post that is answered, empty for the topic as a whole
 * @param once makes a form that is sent twice count once
 */
record ReplyForm(String action, Field body, String parent, String once) {}
