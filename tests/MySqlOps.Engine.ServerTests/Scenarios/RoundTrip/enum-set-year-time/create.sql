-- Trap C1 6: ENUM's invalid value and a declared '' print the same.
SET SESSION sql_mode='';
CREATE DATABASE rt; USE rt;
CREATE TABLE e (id INT PRIMARY KEY, e ENUM('z','a','m'), d ENUM('','x','2','1'), s SET('b','a','c'), t SET('','y'), y YEAR, tm TIME(6), n ENUM('1','2','3') NOT NULL);
INSERT INTO e VALUES (1,'z','','b,c','',0,'-838:59:59.000000','3'),(2,0,0,'',0,2155,'838:59:59','1'),(3,NULL,NULL,NULL,NULL,NULL,NULL,'2'),(4,'m','2','a','y',1901,'00:00:00.000001','1'),(5,'a','1','b','',2000,'-00:00:01','2');
CREATE TABLE q (e ENUM('it''s','a,b','(x)','\\n') CHARACTER SET latin1);
INSERT INTO q VALUES ('it''s'),('a,b'),('(x)'),('\\n'),(NULL);
