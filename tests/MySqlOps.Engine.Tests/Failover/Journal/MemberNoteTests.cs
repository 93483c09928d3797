using MySqlOps.Engine.Failover.Journal;

namespace MySqlOps.Engine.Tests.Failover.Journal;

public sealed class MemberNoteTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("it's \\ a \"text\" with ü, 漢 and \u0001")]
    public void TextComesBackFromLettersThatAHostMayHave(string text)
    {
        var packed = MemberNote.Pack(text);

        Assert.Matches("^[A-Za-z0-9_-]+$", packed);
        Assert.Equal(text, MemberNote.Unpack(packed));
    }

    [Theory]
    [InlineData("!")]
    [InlineData("AAAA_")]
    [InlineData("abcdefgh")]
    public void WhatWasNotPackedIsNoText(string packed) => Assert.Null(MemberNote.Unpack(packed));

    [Theory]
    [InlineData("db1.example.org")]
    [InlineData("10.0.0.7")]
    [InlineData("1.-1.x")]
    [InlineData("1.2")]
    public void SourceOfSomebodyElseIsNoPart(string host) => Assert.True(MemberNotePart.Read(host, 1, 1) is not { } part || MemberNote.Join([part]).Count == 0);

    [Fact]
    public void NewestWholeVersionOfEachNumberCounts()
    {
        var notes = MemberNote.Join([.. Parts(1, 1, "one"), .. Parts(2, 1, "two"), .. Parts(2, 2, "two anew"), .. Parts(2, 3, "two broken off").Take(1), .. Parts(3, 1, "three").Skip(1)]);

        Assert.Equal([new MemberNote(2, "two anew"), new MemberNote(1, "one")], notes);
    }

    /// <summary>A text in two parts.</summary>
    private static IEnumerable<MemberNotePart> Parts(long number, long version, string text)
    {
        var packed = MemberNote.Pack(text);
        return new[] { packed[..3], packed[3..] }.Select((data, i) => MemberNotePart.Read($"{number}.{version}.{data}", i + 1, 2)!);
    }
}
