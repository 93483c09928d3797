-- Trap C1 11: as many columns as InnoDB takes, and cells longer than any buffer.
CREATE DATABASE rt; USE rt;
SET @columns = (WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT /*+ SET_VAR(group_concat_max_len=1000000) */ GROUP_CONCAT('c', i, ' TINYINT DEFAULT ', i % 100 ORDER BY i) FROM n);
SET @create = CONCAT('CREATE TABLE wide (id INT PRIMARY KEY, ', @columns, ')');
PREPARE make FROM @create; EXECUTE make; INSERT INTO wide (id) VALUES (1),(2),(3);
CREATE TABLE blobs (id INT PRIMARY KEY, b LONGBLOB, t LONGTEXT);
INSERT INTO blobs VALUES (1, REPEAT(x'00095C0A0D1AFF', 400000), REPEAT('é\\''\n', 300000)), (2, REPEAT('x', 20000000), NULL), (3, '', '');
