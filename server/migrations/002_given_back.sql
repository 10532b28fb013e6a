-- In which epoch of its site's log a device last read: by then it has given back what a restore had lost.
ALTER TABLE caretrail.devices ADD COLUMN read_epoch INTEGER NOT NULL DEFAULT 1;
