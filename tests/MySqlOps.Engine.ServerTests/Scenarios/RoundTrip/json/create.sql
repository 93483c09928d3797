-- Trap C1 2, as far as JSON text can tell: the opaque types have a test of their own.
CREATE DATABASE rt; USE rt;
CREATE TABLE j (id INT PRIMARY KEY, j JSON, a JSON NOT NULL);
INSERT INTO j VALUES (1,'{"big": 18446744073709551615, "neg": -9223372036854775808, "one": 1.0, "int": 1, "exp": 1e20, "tiny": 5e-324}','[]'),
(2,NULL,'null'),(3,'"text with \\n \\u0000 \\" quote, tab\\t and 😀"','{"k": [1, [2, [3, {"deep": null}]]]}'),(4,'true','0'),(5,'""','"\\\\"'),
(6,'{"dup": 1, "dup": 2, "": "empty key", "é": "è"}','[-0.0, 0.1, 1.7976931348623157e308]');
