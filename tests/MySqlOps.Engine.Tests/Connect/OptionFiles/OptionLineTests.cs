using MySqlOps.Engine.Connect.OptionFiles;

namespace MySqlOps.Engine.Tests.Connect.OptionFiles;

public class OptionLineTests
{
    [Theory]
    [InlineData("user=root", "user", "root")]
    [InlineData("  user  =  root  ", "user", "root")]
    [InlineData("user = root\r", "user", "root")]
    [InlineData("password", "password", null)]
    [InlineData("password=", "password", "")]
    [InlineData("password=a=b", "password", "a=b")]
    [InlineData("password=abc # comment", "password", "abc")]
    [InlineData("password=abc#comment", "password", "abc")]
    [InlineData("password=\"a#b\" # comment", "password", "a#b")]
    [InlineData("password='a#b'", "password", "a#b")]
    [InlineData("password=\"a\\\"#b\"#c", "password", "a\"#b")]
    [InlineData("password=\" a \"", "password", " a ")]
    [InlineData("password='it\\'s'", "password", "it's")]
    [InlineData("password=a;b", "password", "a;b")]
    [InlineData("password=\"", "password", "\"")]
    [InlineData("password=\"a'", "password", "\"a'")]
    [InlineData(@"password=a\b\t\n\r\\\sz", "password", "a\b\t\n\r\\ z")]
    [InlineData(@"password=C:\qq\", "password", @"C:\qq\")]
    [InlineData("password=pä€😀", "password", "pä€😀")]
    public void OptionsAreReadAsTheClientDoes(string text, string name, string? value) =>
        Assert.Equal(new OptionLine(OptionLineKind.Option, name, value), OptionLine.Parse(text, hasComments: true));

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r")]
    [InlineData("# user=root")]
    [InlineData("  ; user=root")]
    public void CommentsAndEmptyLinesAreBlank(string text) =>
        Assert.Equal(OptionLineKind.Blank, OptionLine.Parse(text, hasComments: true).Kind);

    [Theory]
    [InlineData("[client]", "client")]
    [InlineData("  [client ]  # comment", "client")]
    [InlineData("[a]b]", "a")]
    [InlineData("[pröd à]", "pröd à")]
    public void GroupsAreRead(string text, string name) =>
        Assert.Equal(new OptionLine(OptionLineKind.Group, name, null), OptionLine.Parse(text, hasComments: true));

    [Theory]
    [InlineData("!include /etc/x.cnf ", OptionLine.IncludeFile, "/etc/x.cnf")]
    [InlineData("! include /etc/a b.cnf", OptionLine.IncludeFile, "/etc/a b.cnf")]
    [InlineData("!includedir\t/etc/x.d", OptionLine.IncludeFolder, "/etc/x.d")]
    public void DirectivesAreRead(string text, string name, string path) =>
        Assert.Equal(new OptionLine(OptionLineKind.Include, name, path), OptionLine.Parse(text, hasComments: true));

    [Theory]
    [InlineData("[client")]
    [InlineData("!include")]
    [InlineData("!includedir  ")]
    public void UnfinishedLinesAreBroken(string text) => Assert.Equal(OptionLineKind.Broken, OptionLine.Parse(text, hasComments: true).Kind);

    [Fact]
    public void DirectiveThatTheClientDoesNotKnowIsNoError() =>
        Assert.Equal(OptionLineKind.UnknownDirective, OptionLine.Parse("!import x", hasComments: true).Kind);

    [Fact]
    public void LoginPathLinesHaveNoComments() =>
        Assert.Equal("a#b", OptionLine.Parse("password = a#b", hasComments: false).Value);

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("end\\")]
    [InlineData(@"a\sb\n")]
    [InlineData(" a'b\"c\\\"d#e;f=[g] \t\r\n\b")]
    [InlineData("'q'")]
    [InlineData("\"q\"")]
    [InlineData("ünïcødé €😀")]
    public void QuotedValueIsReadBack(string value)
    {
        Assert.Equal(value, OptionValue.Read(OptionValue.Quote(value)));
        Assert.Equal(value, OptionLine.Parse($"x = {OptionValue.Quote(value)}\n", hasComments: false).Value);
    }
}
