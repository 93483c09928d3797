using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Steps;

namespace MySqlOps.Engine.Tests.Failover.Steps;

/// <summary>What undoes steps.</summary>
public sealed class UndoStackTests
{
    private static readonly MySqlServer Server = new() { Host = "db1", User = "root" };

    [Fact]
    public void TheLastStepIsUndoneFirst()
    {
        var stack = new UndoStack();
        FailoverStep[] steps = [Step("a"), Step("b"), Step("c")];
        foreach (var step in steps)
            stack.Push(step);

        Assert.Equal(["c", "b", "a"], new[] { stack.Pop()!.Action, stack.Pop()!.Action, stack.Pop()!.Action });
        Assert.Null(stack.Pop());
    }

    [Fact]
    public void AStepThatDidNothingIsForgottenAndTheOrderStays()
    {
        var stack = new UndoStack();
        FailoverStep[] steps = [Step("a"), Step("b"), Step("c")];
        foreach (var step in steps)
            stack.Push(step);
        stack.Remove(steps[1]);

        Assert.Equal(["c", "a"], new[] { stack.Pop()!.Action, stack.Pop()!.Action });
    }

    [Fact]
    public void AStepWithoutAnUndoingIsNotKept()
    {
        var stack = new UndoStack();
        stack.Push(Step("a") with { Undo = [] });

        Assert.Null(stack.Pop());
    }

    [Fact]
    public void BehindThePointOfNoReturnNothingIsLeft()
    {
        var stack = new UndoStack();
        stack.Push(Step("a"));
        stack.Clear();

        Assert.Null(stack.Pop());
    }

    private static FailoverStep Step(string action) => new() { Server = Server, Kind = FailoverStepKind.Fence, Action = action, Stage = 1, Limit = TimeSpan.FromSeconds(1), Undo = ["DO 0"] };
}
