CREATE TABLE cafe.ticks (number INT PRIMARY KEY);
