-- Until now it had its id below zero. In a file of its own: the lock of the one before must not last as long as this.
update post set position = null where position < 0;
