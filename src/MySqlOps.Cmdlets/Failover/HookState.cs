using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace MySqlOps.Cmdlets.Failover;

/// <summary>What a script block needs of the session that it was written in, to run in one of its own: the variables and functions that it names, as they are now.</summary>
internal static class HookState
{
    /// <summary>These are given by PowerShell or by us.</summary>
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "_", "args", "Error", "FailoverEvent", "input", "LASTEXITCODE", "Matches", "MyInvocation", "PSBoundParameters", "PSCmdlet", "PSItem", "StackTrace", "this",
    };

    /// <summary>Collects it. Only for the pipeline's thread.</summary>
    /// <param name="block">The script block.</param>
    /// <param name="session">The session that it was written in.</param>
    /// <param name="module">This module, for a block that uses it.</param>
    public static InitialSessionState Of(ScriptBlock block, SessionState session, PSModuleInfo? module)
    {
        var state = InitialSessionState.CreateDefault2();
        var (variables, functions) = (new HashSet<string>(StringComparer.OrdinalIgnoreCase), new Dictionary<string, FunctionInfo>(StringComparer.OrdinalIgnoreCase));
        var usesModule = false;
        var pending = new Queue<Ast>([block.Ast]);
        while (pending.TryDequeue(out var ast))
        {
            variables.UnionWith(ast.FindAll(static node => node is VariableExpressionAst, searchNestedScriptBlocks: true).Cast<VariableExpressionAst>().Select(static node => Bare(node.VariablePath)).OfType<string>());
            foreach (var name in ast.FindAll(static node => node is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>().Select(static node => node.GetCommandName()).OfType<string>())
            {
                usesModule |= name.Contains("-MySql", StringComparison.OrdinalIgnoreCase);
                if (!functions.ContainsKey(name) && session.InvokeCommand.GetCommand(name, CommandTypes.Function) is FunctionInfo { ModuleName: null or "" } function)
                {
                    functions.Add(name, function);
                    pending.Enqueue(function.ScriptBlock.Ast);
                }
            }
        }

        foreach (var variable in variables.Where(static name => !Own.Contains(name)).Select(session.PSVariable.Get).OfType<PSVariable>())
        {
            if ((variable.Options & (ScopedItemOptions.Constant | ScopedItemOptions.ReadOnly | ScopedItemOptions.AllScope)) == ScopedItemOptions.None)
                state.Variables.Add(new SessionStateVariableEntry(variable.Name, variable.Value, ""));
        }

        foreach (var (name, function) in functions)
            state.Commands.Add(new SessionStateFunctionEntry(name, function.Definition));
        if (usesModule && module is not null)
            state.ImportPSModule([Path.Combine(module.ModuleBase, "MySqlOps.psd1")]);
        return state;
    }

    /// <summary>The name without its scope; null for what is no variable, as $env:PATH.</summary>
    private static string? Bare(VariablePath path) => path.IsDriveQualified ? null : path.UserPath[(path.UserPath.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
