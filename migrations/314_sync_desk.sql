-- What people call each computer of the site, so that every one of them can say it without the server.
CREATE TABLE sync_device_names (
  device_id UUID PRIMARY KEY,
  device_name VARCHAR(100) NOT NULL
);
