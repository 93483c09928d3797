using MySqlOps.Engine.Catalog.CreateTable;

namespace MySqlOps.Engine.Tests.Catalog;

public sealed class LoadSplitterTests
{
    [Fact]
    public void SecondaryIndexesComeInOneStatementAfterTheRows()
    {
        var split = Split("`id` int NOT NULL,\n  `a` int,\n  `b` int,\n  PRIMARY KEY (`id`),\n  UNIQUE KEY `u` (`a`),\n  KEY `k` (`b`) COMMENT 'x, y'");

        Assert.Equal(Table("`id` int NOT NULL,\n  `a` int,\n  `b` int,\n  PRIMARY KEY (`id`)"), split.CreateStatement);
        Assert.Equal(["ALTER TABLE `t`\n  ADD UNIQUE KEY `u` (`a`),\n  ADD KEY `k` (`b`) COMMENT 'x, y'"], split.IndexStatements);
        Assert.Empty(split.ForeignKeyStatements);
    }

    [Fact]
    public void ATableWithoutAnythingToDeferStaysAsItIs()
    {
        var split = Split("`id` int NOT NULL,\n  PRIMARY KEY (`id`),\n  CONSTRAINT `c` CHECK ((`id` > 0))");

        Assert.Equal(Table("`id` int NOT NULL,\n  PRIMARY KEY (`id`),\n  CONSTRAINT `c` CHECK ((`id` > 0))"), split.CreateStatement);
        Assert.Empty(split.IndexStatements);
    }

    [Fact]
    public void UniqueKeysStayWhenThereIsNoPrimaryKey()
    {
        var split = Split("`a` int NOT NULL,\n  `b` int,\n  UNIQUE KEY `u` (`a`),\n  UNIQUE KEY `v` (`b`),\n  KEY `k` (`b`)");

        Assert.Contains("UNIQUE KEY `u` (`a`),\n  UNIQUE KEY `v` (`b`)\n)", split.CreateStatement, StringComparison.Ordinal);
        Assert.Equal(["ALTER TABLE `t`\n  ADD KEY `k` (`b`)"], split.IndexStatements);
    }

    [Fact]
    public void TheIndexOfTheAutoIncrementColumnStaysWithThoseBeforeIt()
    {
        var split = Split("`a` int NOT NULL,\n  `n` int NOT NULL AUTO_INCREMENT,\n  PRIMARY KEY (`a`),\n  KEY `first` (`a`),\n  KEY `n` (`n`,`a`),\n  KEY `last` (`a`,`n`)");

        Assert.Contains("KEY `first` (`a`),\n  KEY `n` (`n`,`a`)\n)", split.CreateStatement, StringComparison.Ordinal);
        Assert.Equal(["ALTER TABLE `t`\n  ADD KEY `last` (`a`,`n`)"], split.IndexStatements);
    }

    [Fact]
    public void TheIndexOfAnAutoIncrementColumnThatCountsInGroupsStays()
    {
        var split = Split("`g` int NOT NULL,\n  `n` int NOT NULL AUTO_INCREMENT,\n  PRIMARY KEY (`g`,`n`),\n  KEY `k` (`g`)", "MyISAM");

        Assert.Contains("PRIMARY KEY (`g`,`n`)\n)", split.CreateStatement, StringComparison.Ordinal);
        Assert.Single(split.IndexStatements);
    }

    [Fact]
    public void EveryFurtherFullTextIndexIsAStatementOfItsOwn()
    {
        var split = Split("`id` int NOT NULL,\n  `a` text,\n  PRIMARY KEY (`id`),\n  KEY `k` (`a`(5)),\n  FULLTEXT KEY `f` (`a`),\n  FULLTEXT KEY `g` (`a`) /*!50100 WITH PARSER `ngram` */ ");

        Assert.Equal(
            ["ALTER TABLE `t`\n  ADD KEY `k` (`a`(5)),\n  ADD FULLTEXT KEY `f` (`a`)", "ALTER TABLE `t`\n  ADD FULLTEXT KEY `g` (`a`) /*!50100 WITH PARSER `ngram` */"],
            split.IndexStatements);
    }

    [Fact]
    public void ForeignKeysComeOneByOne()
    {
        var split = Split("`id` int NOT NULL,\n  PRIMARY KEY (`id`),\n  CONSTRAINT `f` FOREIGN KEY (`id`) REFERENCES `p` (`id`),\n  CONSTRAINT `g` FOREIGN KEY (`id`) REFERENCES `d`.`p` (`id`) ON DELETE CASCADE");

        Assert.Equal(Table("`id` int NOT NULL,\n  PRIMARY KEY (`id`)"), split.CreateStatement);
        Assert.Equal(
            [
                "ALTER TABLE `t`\n  ADD CONSTRAINT `f` FOREIGN KEY (`id`) REFERENCES `p` (`id`)",
                "ALTER TABLE `t`\n  ADD CONSTRAINT `g` FOREIGN KEY (`id`) REFERENCES `d`.`p` (`id`) ON DELETE CASCADE",
            ],
            split.ForeignKeyStatements);
    }

    [Theory]
    [InlineData("MEMORY")]
    [InlineData("ARCHIVE")]
    public void EnginesThatGainNothingKeepTheirIndexes(string engine)
    {
        var split = Split("`id` int NOT NULL,\n  PRIMARY KEY (`id`),\n  KEY `k` (`id`)", engine);

        Assert.Equal(Table("`id` int NOT NULL,\n  PRIMARY KEY (`id`),\n  KEY `k` (`id`)", engine), split.CreateStatement);
        Assert.Empty(split.IndexStatements);
    }

    private static LoadSplit Split(string elements, string engine = "InnoDB") => CreateTableText.Parse(Table(elements, engine)).SplitForLoad();

    private static string Table(string elements, string engine = "InnoDB") => $"CREATE TABLE `t` (\n  {elements}\n) ENGINE={engine} DEFAULT CHARSET=utf8mb4";
}
