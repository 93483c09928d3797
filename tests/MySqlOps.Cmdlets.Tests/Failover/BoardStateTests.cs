using MySqlOps.Cmdlets.Failover;

namespace MySqlOps.Cmdlets.Tests.Failover;

public sealed class BoardStateTests
{
    [Theory]
    [InlineData('h', BoardPage.Health)]
    [InlineData('G', BoardPage.Gtid)]
    [InlineData('u', BoardPage.Uuid)]
    [InlineData('L', BoardPage.Log)]
    public void LettersOpenPagesAtTheirTop(char key, object page) =>
        Assert.Equal(new BoardState((BoardPage)page), new BoardState(BoardPage.Log, 5).Press(key, 0));

    [Fact]
    public void ArrowsScrollAndNotAboveTheTop()
    {
        var state = new BoardState().Press('\0', BoardState.Up);
        Assert.Equal(0, state.Offset);

        state = state.Press('\0', BoardState.Down).Press('\0', BoardState.Down).Press('\0', BoardState.Up);
        Assert.Equal(1, state.Offset);
    }

    [Fact]
    public void LetterQEndsIt() => Assert.True(new BoardState().Press('q', 0).IsQuit);

    [Theory]
    [InlineData('r')]
    [InlineData('x')]
    public void OtherKeysChangeNothing(char key) => Assert.Equal(new BoardState(BoardPage.Gtid, 3), new BoardState(BoardPage.Gtid, 3).Press(key, 0));
}
