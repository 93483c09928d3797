using System.Text;
using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Tests.Catalog;

public sealed class ProgramTextTests
{
    [Theory]
    [InlineData("CREATE DEFINER=`r`@`%` PROCEDURE `a(b`(x int, `y)` enum('(''\\'')) \n    READS SQL DATA\n    COMMENT 'c'\nbegin\n    NO SQL\nend", "CREATE DEFINER=`r`@`%` PROCEDURE `a(b`|(x int, `y)` enum('(''\\''))| \n    READS SQL DATA\n    COMMENT 'c'\n|begin\n    NO SQL\nend")]
    [InlineData("CREATE FUNCTION `f`() RETURNS enum('é') CHARSET latin1\n    DETERMINISTIC\nreturn 1", "CREATE FUNCTION `f`|()| RETURNS enum('é') CHARSET latin1\n    DETERMINISTIC\n|return 1")]
    [InlineData("CREATE PROCEDURE \"p (\"\"\"()\nselect 1", "CREATE PROCEDURE \"p (\"\"\"|()|\n|select 1")]
    [InlineData("CREATE TRIGGER `x ROW ` BEFORE INSERT ON `t DO ` FOR EACH ROW set @x = '('", "CREATE TRIGGER `x ROW ` BEFORE INSERT ON `t DO ` FOR EACH |ROW set @x = '('")]
    [InlineData("CREATE EVENT `e DO x` ON SCHEDULE EVERY 1 DAY COMMENT 'it\\'s DO ' DO select f(1)", "CREATE EVENT `e DO x` ON SCHEDULE EVERY 1 DAY COMMENT 'it\\'s DO ' |DO select f(1)")]
    [InlineData("CREATE FUNCTION `never closed", "CREATE FUNCTION `never closed|")]
    [InlineData("CREATE FUNCTION `f`(x int", "CREATE FUNCTION `f`|(x int||")]
    public void PartsAreToldApart(string statement, string expected)
    {
        var parts = ProgramText.Split(statement);

        Assert.Equal(expected.Replace("\r\n", "\n", StringComparison.Ordinal), string.Join('|', parts.Select(part => part.Text)));
        Assert.Equal(parts.Select((_, i) => i % 2 == 0), parts.Select(part => part.IsUtf8));
    }

    [Fact]
    public void NamesAreMendedAndTheBodyIsLeftAlone()
    {
        var parts = ProgramText.Split("CREATE PROCEDURE `prÃ¤`(`pß` int)\n    COMMENT 'cÃ¼'\nselect 'Ã¤'");

        Assert.Equal("CREATE PROCEDURE `prä`(`pß` int)\n    COMMENT 'cü'\nselect 'Ã¤'", ProgramText.Mend("prä", parts, [.. parts.Select(part => Encoding.Latin1.GetBytes(part.Text))]));
    }

    [Fact]
    public void ANameThatIsRightAlreadyIsLeftAlone()
    {
        var parts = ProgramText.Split("CREATE PROCEDURE `prÃ¤`()\n    COMMENT 'cÃ¼'\nselect 1");

        Assert.Equal("CREATE PROCEDURE `prÃ¤`()\n    COMMENT 'cü'\nselect 1", ProgramText.Mend("prÃ¤", parts, [.. parts.Select(part => Encoding.Latin1.GetBytes(part.Text))]));
    }

    [Fact]
    public void WhatIsNoUtf8StaysAsTheServerPrintedIt()
    {
        var parts = ProgramText.Split("CREATE PROCEDURE `prä`()\nselect 1");

        Assert.Equal("CREATE PROCEDURE `prä`()\nselect 1", ProgramText.Mend("prä", parts, [.. parts.Select(part => Encoding.Latin1.GetBytes(part.Text))]));
    }
}
