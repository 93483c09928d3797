-- What somebody does to a replica, past its read-only state: a row is lost that the source still has.
SET GLOBAL super_read_only = OFF;
DELETE FROM cafe.drink WHERE id = 1;
SET GLOBAL super_read_only = ON;
