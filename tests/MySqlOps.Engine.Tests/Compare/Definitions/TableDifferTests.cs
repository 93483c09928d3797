using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Compare.Definitions;
using MySqlOps.Engine.Compare.Definitions.Tables;
using MySqlOps.Engine.Compare.Sync;

namespace MySqlOps.Engine.Tests.Compare.Definitions;

/// <summary>What differs between two tables, and the clauses that remove it.</summary>
public sealed class TableDifferTests
{
    private const string Options = ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci";

    private static readonly CollationFacts Collations = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["utf8mb4"] = "utf8mb4_0900_ai_ci",
        ["utf8mb3"] = "utf8mb3_general_ci",
        ["latin1"] = "latin1_swedish_ci",
    });

    [Theory]
    [InlineData("`a` int DEFAULT NULL", "`a` bigint DEFAULT NULL", "MODIFY COLUMN `a` bigint NULL DEFAULT NULL")]
    [InlineData("`a` int DEFAULT NULL", "`a` int NOT NULL", "MODIFY COLUMN `a` int NOT NULL")]
    [InlineData("`a` int DEFAULT '1'", "`a` int DEFAULT '2'", "MODIFY COLUMN `a` int NULL DEFAULT '2'")]
    [InlineData("`a` int DEFAULT NULL", "`a` int DEFAULT NULL COMMENT 'it''s'", "MODIFY COLUMN `a` int NULL DEFAULT NULL COMMENT 'it''s'")]
    [InlineData("`a` int DEFAULT NULL", "`a` int DEFAULT NULL /*!80023 INVISIBLE */", "MODIFY COLUMN `a` int NULL DEFAULT NULL INVISIBLE")]
    [InlineData("`a` int DEFAULT (1 + 2)", "`a` int DEFAULT (1 + 3)", "MODIFY COLUMN `a` int NULL DEFAULT (1 + 3)")]
    [InlineData("`a` timestamp(3) NULL DEFAULT NULL", "`a` timestamp(3) NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3)", "MODIFY COLUMN `a` timestamp(3) NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3)")]
    [InlineData("`a` varchar(5) DEFAULT NULL", "`a` varchar(5) CHARACTER SET latin1 DEFAULT NULL", "MODIFY COLUMN `a` varchar(5) CHARACTER SET latin1 COLLATE latin1_swedish_ci NULL DEFAULT NULL")]
    [InlineData("`a` varchar(5) DEFAULT NULL", "`a` varchar(5) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL", "MODIFY COLUMN `a` varchar(5) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL DEFAULT NULL")]
    [InlineData("`a` geometry NOT NULL", "`a` geometry NOT NULL /*!80003 SRID 4326 */", "MODIFY COLUMN `a` geometry NOT NULL SRID 4326")]
    [InlineData("`a` int GENERATED ALWAYS AS ((`id` + 1)) STORED", "`a` int GENERATED ALWAYS AS ((`id` + 2)) STORED", "MODIFY COLUMN `a` int GENERATED ALWAYS AS ((`id` + 2)) STORED NULL")]
    public void EachAttributeOfAColumnIsADifference(string present, string wanted, string clause)
    {
        var found = Assert.Single(Compare($"  `id` int NOT NULL,\n  {wanted},\n  PRIMARY KEY (`id`)", $"  `id` int NOT NULL,\n  {present},\n  PRIMARY KEY (`id`)"));
        Assert.Equal("column a", found.Property);
        Assert.Equal([clause], found.Forward.Steps.Select(step => step.Clause));
    }

    [Theory]
    [InlineData("`a` int(11) DEFAULT NULL", "`a` int DEFAULT NULL")]
    [InlineData("`a` tinyint(1) DEFAULT NULL", "`a` tinyint DEFAULT NULL")]
    [InlineData("`a` year(4) DEFAULT NULL", "`a` year DEFAULT NULL")]
    [InlineData("`a` varchar(5) CHARACTER SET utf8 DEFAULT NULL", "`a` varchar(5) CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci DEFAULT NULL")]
    [InlineData("`a` varchar(5) DEFAULT NULL", "`a` varchar(5) COLLATE utf8mb4_0900_ai_ci DEFAULT NULL")]
    [InlineData("`a` varchar(5) DEFAULT (_utf8'x')", "`a` varchar(5) DEFAULT (_utf8mb3'x')")]
    [InlineData("`a` int DEFAULT NULL,\n  KEY `k` (`a`) USING BTREE", "`a` int DEFAULT NULL,\n  KEY `k` (`a`)")]
    public void SpellingIsNoDifference(string one, string other)
    {
        Assert.Empty(Compare($"  {one}", $"  {other}"));
        Assert.Empty(Compare($"  {other}", $"  {one}"));
    }

    [Theory]
    [InlineData("`a` int(5) unsigned zerofill DEFAULT NULL", "`a` int(6) unsigned zerofill DEFAULT NULL")]
    [InlineData("`a` varchar(5) COLLATE utf8mb4_bin DEFAULT NULL", "`a` varchar(5) DEFAULT NULL")]
    public void WhatLooksLikeSpellingAndIsNotIsADifference(string one, string other) => Assert.Single(Compare($"  {one}", $"  {other}"));

    [Fact]
    public void FewColumnsMoveToComeIntoOrder()
    {
        var found = Assert.Single(Compare("  `e` int NOT NULL,\n  `a` int,\n  `b` int,\n  `c` int,\n  `d` int", "  `a` int,\n  `b` int,\n  `c` int,\n  `d` int,\n  `e` int NOT NULL"));
        Assert.Equal("column order", found.Property);
        Assert.Equal(["MODIFY COLUMN `e` int NOT NULL FIRST"], found.Forward.Steps.Select(step => step.Clause));
        Assert.Equal(["MODIFY COLUMN `e` int NOT NULL AFTER `d`"], found.Backward.Steps.Select(step => step.Clause));
    }

    [Fact]
    public void AColumnThatHasNoDefaultKeepsNone()
    {
        var found = Assert.Single(Compare("  `a` bigint", "  `a` int DEFAULT NULL"));
        Assert.Equal(["MODIFY COLUMN `a` bigint NULL", "ALTER COLUMN `a` DROP DEFAULT"], found.Forward.Steps.Select(step => step.Clause));
        Assert.Equal(["MODIFY COLUMN `a` int NULL DEFAULT NULL"], found.Backward.Steps.Select(step => step.Clause));
    }

    [Fact]
    public void AColumnThatChangesAndMovesIsNamedOnce()
    {
        var found = Assert.Single(Compare("  `b` bigint DEFAULT NULL,\n  `a` int DEFAULT NULL,\n  `c` int DEFAULT NULL", "  `a` int DEFAULT NULL,\n  `c` int DEFAULT NULL,\n  `b` int DEFAULT NULL"));
        Assert.Equal("column b", found.Property);
        Assert.Equal(["MODIFY COLUMN `b` bigint NULL DEFAULT NULL FIRST"], found.Forward.Steps.Select(step => step.Clause));
    }

    [Fact]
    public void AnAddedColumnStandsBehindTheOneBeforeIt()
    {
        var found = Assert.Single(Compare("  `a` int,\n  `x` int NOT NULL,\n  `b` int", "  `a` int,\n  `b` int"));
        Assert.Equal(["ADD COLUMN `x` int NOT NULL AFTER `a`"], found.Forward.Steps.Select(step => step.Clause));
        Assert.Equal(["DROP COLUMN `x`"], found.Backward.Steps.Select(step => step.Clause));
        Assert.Null(found.Forward.Destroys);
        Assert.NotNull(found.Backward.Destroys);
    }

    [Fact]
    public void AHintMakesARenameOfADropAndAnAdd()
    {
        var found = Assert.Single(Compare("  `a` int DEFAULT NULL", "  `b` int DEFAULT NULL", renames: new() { ["b"] = "a" }));
        Assert.Equal(["CHANGE COLUMN `b` `a` int NULL DEFAULT NULL"], found.Forward.Steps.Select(step => step.Clause));
        Assert.Null(found.Forward.Destroys);
        Assert.Equal(2, Compare("  `a` int DEFAULT NULL", "  `b` int DEFAULT NULL").Count);
    }

    [Theory]
    [InlineData("KEY `k` (`a`)", "KEY `k` (`a` DESC)", "DROP INDEX `k`|ADD KEY `k` (`a` DESC)")]
    [InlineData("KEY `k` (`a`)", "KEY `k` (`a`(3))", "DROP INDEX `k`|ADD KEY `k` (`a`(3))")]
    [InlineData("KEY `k` (`a`)", "UNIQUE KEY `k` (`a`)", "DROP INDEX `k`|ADD UNIQUE KEY `k` (`a`)")]
    [InlineData("KEY `k` (`a`)", "KEY `k` (`a`) /*!80000 INVISIBLE */", "ALTER INDEX `k` INVISIBLE")]
    [InlineData("KEY `k` (`a`) /*!80000 INVISIBLE */", "KEY `k` (`a`)", "ALTER INDEX `k` VISIBLE")]
    [InlineData("KEY `k` (`a`)", "KEY `k` (`a`) COMMENT 'x'", "DROP INDEX `k`|ADD KEY `k` (`a`) COMMENT 'x'")]
    [InlineData("KEY `k` ((`a` + 1))", "KEY `k` ((`a` + 2))", "DROP INDEX `k`|ADD KEY `k` ((`a` + 2))")]
    [InlineData("FULLTEXT KEY `k` (`a`)", "FULLTEXT KEY `k` (`a`) /*!50100 WITH PARSER `ngram` */ ", "DROP INDEX `k`|ADD FULLTEXT KEY `k` (`a`) WITH PARSER `ngram`")]
    [InlineData("KEY `k` (`a`)", "SPATIAL KEY `k` (`a`)", "DROP INDEX `k`|ADD SPATIAL KEY `k` (`a`)")]
    [InlineData("PRIMARY KEY (`a`)", "PRIMARY KEY (`a`,`b`)", "DROP PRIMARY KEY|ADD PRIMARY KEY (`a`,`b`)")]
    [InlineData("CONSTRAINT `c` CHECK ((`a` > 1))", "CONSTRAINT `c` CHECK ((`a` > 2))", "DROP CHECK `c`|ADD CONSTRAINT `c` CHECK ((`a` > 2))")]
    [InlineData("CONSTRAINT `c` CHECK ((`a` > 1))", "CONSTRAINT `c` CHECK ((`a` > 1)) /*!80016 NOT ENFORCED */", "ALTER CHECK `c` NOT ENFORCED")]
    [InlineData("CONSTRAINT `f` FOREIGN KEY (`a`) REFERENCES `p` (`id`)", "CONSTRAINT `f` FOREIGN KEY (`a`) REFERENCES `p` (`id`) ON DELETE CASCADE", "DROP FOREIGN KEY `f`|ADD CONSTRAINT `f` FOREIGN KEY (`a`) REFERENCES `db`.`p` (`id`) ON DELETE CASCADE")]
    public void EachAttributeOfAnIndexAndConstraintIsADifference(string present, string wanted, string clauses)
    {
        var found = Assert.Single(Compare($"  `a` text,\n  `b` int,\n  {wanted}", $"  `a` text,\n  `b` int,\n  {present}"));
        Assert.Equal(clauses.Split('|'), found.Forward.Steps.Select(step => step.Clause));
    }

    [Fact]
    public void ForeignKeysGoBeforeAndComeBackAfterAChangeOfTheirColumn()
    {
        const string Key = "  KEY `k` (`a`),\n  CONSTRAINT `f` FOREIGN KEY (`a`) REFERENCES `p` (`id`)";
        var found = Assert.Single(Compare($"  `a` bigint DEFAULT NULL,\n{Key}", $"  `a` int DEFAULT NULL,\n{Key}"));
        Assert.Equal([ChangeStage.DropForeignKeys, ChangeStage.AlterTables, ChangeStage.AddForeignKeys], found.Forward.Steps.Select(step => step.Stage).Distinct().Order());
    }

    [Fact]
    public void ARestrictThatIsSpelledIsNoDifference() =>
        Assert.Empty(Compare("  `a` int,\n  CONSTRAINT `f` FOREIGN KEY (`a`) REFERENCES `p` (`id`) ON DELETE RESTRICT ON UPDATE CASCADE", "  `a` int,\n  CONSTRAINT `f` FOREIGN KEY (`a`) REFERENCES `p` (`id`) ON UPDATE CASCADE"));

    [Fact]
    public void AutoIncrementAndItsKeyComeTogether()
    {
        var found = Compare("  `a` int NOT NULL AUTO_INCREMENT,\n  PRIMARY KEY (`a`)", "  `a` int NOT NULL");
        Assert.Equal(["column a", "primary key"], found.Select(difference => difference.Property));
        Assert.All(found, difference => Assert.Contains("ADD PRIMARY KEY (`a`)", difference.Forward.Steps.Select(step => step.Clause)));
        Assert.All(found, difference => Assert.Contains("MODIFY COLUMN `a` int NOT NULL AUTO_INCREMENT", difference.Forward.Steps.Select(step => step.Clause)));
        Assert.All(found, difference => Assert.Contains("DROP PRIMARY KEY", difference.Backward.Steps.Select(step => step.Clause)));
    }

    [Theory]
    [InlineData(" COMMENT='x'", "", "option COMMENT", "COMMENT='x'", "COMMENT=''")]
    [InlineData(" ROW_FORMAT=COMPRESSED", "", "option ROW_FORMAT", "ROW_FORMAT=COMPRESSED", "ROW_FORMAT=DEFAULT")]
    [InlineData(" STATS_PERSISTENT=0", " STATS_PERSISTENT=1", "option STATS_PERSISTENT", "STATS_PERSISTENT=0", "STATS_PERSISTENT=1")]
    [InlineData("\n/*!50100 PARTITION BY HASH (`a`)\nPARTITIONS 2 */", "", "partitions", "PARTITION BY HASH (`a`) PARTITIONS 2", "REMOVE PARTITIONING")]
    public void EachOptionIsADifference(string wanted, string present, string property, string forward, string backward)
    {
        var found = Assert.Single(Compare("  `a` int", "  `a` int", Options + wanted, Options + present));
        Assert.Equal((property, forward, backward), (found.Property, Assert.Single(found.Forward.Steps).Clause, Assert.Single(found.Backward.Steps).Clause));
    }

    [Fact]
    public void ATablesDefaultCollationChangesNoColumn()
    {
        var found = Assert.Single(Compare("  `a` varchar(5) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci", "  `a` varchar(5)", ") ENGINE=InnoDB DEFAULT CHARSET=latin1"));
        Assert.Equal("option CHARSET", found.Property);
        Assert.Equal("DEFAULT CHARACTER SET latin1 COLLATE latin1_swedish_ci", Assert.Single(found.Forward.Steps).Clause);
    }

    [Fact]
    public void PartitionsAreAddedAndDroppedOneByOne()
    {
        const string One = "\n/*!50100 PARTITION BY RANGE (`a`)\n(PARTITION p0 VALUES LESS THAN (1) ENGINE = InnoDB,\n PARTITION p1 VALUES LESS THAN (2) ENGINE = InnoDB) */";
        const string Two = "\n/*!50100 PARTITION BY RANGE (`a`)\n(PARTITION p1 VALUES LESS THAN (2) ENGINE = InnoDB,\n PARTITION p2 VALUES LESS THAN (3) ENGINE = InnoDB) */";
        var found = Assert.Single(Compare("  `a` int", "  `a` int", Options + Two, Options + One));
        Assert.Equal(["DROP PARTITION `p0`", "ADD PARTITION (PARTITION p2 VALUES LESS THAN (3) ENGINE = InnoDB)"], found.Forward.Steps.Select(step => step.Clause));
        Assert.NotNull(found.Forward.Destroys);
        Assert.Equal(["PARTITION BY RANGE (`a`) (PARTITION p0 VALUES LESS THAN (1) ENGINE = InnoDB, PARTITION p1 VALUES LESS THAN (2) ENGINE = InnoDB)"], found.Backward.Steps.Select(step => step.Clause));
    }

    [Theory]
    [InlineData(IgnoredProperty.Comment, "  `a` int COMMENT 'x',\n  KEY `k` (`a`) COMMENT 'y'", "  `a` int,\n  KEY `k` (`a`)", " COMMENT='z'", "")]
    [InlineData(IgnoredProperty.Collation, "  `a` varchar(5) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", "  `a` varchar(5)", "", "")]
    [InlineData(IgnoredProperty.CharacterSet, "  `a` varchar(5) CHARACTER SET latin1", "  `a` varchar(5)", "", "")]
    [InlineData(IgnoredProperty.ColumnOrder, "  `a` int,\n  `b` int", "  `b` int,\n  `a` int", "", "")]
    [InlineData(IgnoredProperty.AutoIncrement, "  `a` int", "  `a` int", " AUTO_INCREMENT=5", "")]
    [InlineData(IgnoredProperty.Engine, "  `a` int", "  `a` int", " ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8", "")]
    [InlineData(IgnoredProperty.Partition, "  `a` int", "  `a` int", "\n/*!50100 PARTITION BY HASH (`a`)\nPARTITIONS 2 */", "")]
    [InlineData(IgnoredProperty.IndexName, "  `a` int,\n  KEY `k` (`a`)", "  `a` int,\n  KEY `j` (`a`)", "", "")]
    [InlineData(IgnoredProperty.ConstraintName, "  `a` int,\n  CONSTRAINT `c` CHECK ((`a` > 1)),\n  CONSTRAINT `f` FOREIGN KEY (`a`) REFERENCES `p` (`id`)", "  `a` int,\n  CONSTRAINT `d` CHECK ((`a` > 1)),\n  CONSTRAINT `g` FOREIGN KEY (`a`) REFERENCES `p` (`id`)", "", "")]
    public void WhatIsIgnoredIsNoDifference(IgnoredProperty ignore, string wanted, string present, string wantedOptions, string presentOptions)
    {
        Assert.NotEmpty(Compare(wanted, present, Options + wantedOptions, Options + presentOptions));
        Assert.Empty(Compare(wanted, present, Options + wantedOptions, Options + presentOptions, ignore));
    }

    [Fact]
    public void AColumnThatIsNotUnderstoodMakesTheTableUnsupported()
    {
        var table = TableSpec.Read(new ObjectName("db", "t"), $"CREATE TABLE `t` (\n  `a` int NOVELTY 5\n{Options}", Collations);
        Assert.Contains("NOVELTY", table.Unsupported, StringComparison.Ordinal);
    }

    [Fact]
    public void AVirtualColumnBecomesPlainOnlyByBeingMadeAnew()
    {
        var found = Assert.Single(Compare("  `a` int DEFAULT NULL,\n  `b` int DEFAULT NULL,\n  KEY `k` (`b`)", "  `a` int DEFAULT NULL,\n  `b` int GENERATED ALWAYS AS ((`a` + 1)) VIRTUAL,\n  KEY `k` (`b`)"));
        Assert.Equal(["DROP COLUMN `b`", "ADD COLUMN `b` int NULL DEFAULT NULL AFTER `a`", "DROP INDEX `k`", "ADD KEY `k` (`b`)"], found.Forward.Steps.Select(step => step.Clause));
        Assert.NotNull(found.Forward.Destroys);
    }

    [Fact]
    public void OnlyTheFirstNewFullTextIndexSharesItsStatement()
    {
        var found = Compare("  `a` text,\n  FULLTEXT KEY `k` (`a`),\n  FULLTEXT KEY `l` (`a`)", "  `a` text");
        Assert.Equal([true, false], found.Select(difference => Assert.Single(difference.Forward.Steps).IsJoined));
    }

    private static IReadOnlyList<TableDifference> Compare(
        string wanted, string present, string wantedOptions = Options, string presentOptions = Options, IgnoredProperty ignore = IgnoredProperty.None, Dictionary<string, string>? renames = null)
    {
        var (to, from) = (Read(wanted, wantedOptions), Read(present, presentOptions));
        Assert.True(to.Unsupported is null, to.Unsupported);
        Assert.True(from.Unsupported is null, from.Unsupported);
        return new TableGoal(to, renames ?? [], ignore).Compare(from, []);
    }

    private static TableSpec Read(string elements, string options) => TableSpec.Read(new ObjectName("db", "t"), $"CREATE TABLE `t` (\n{elements}\n{options}", Collations);
}
