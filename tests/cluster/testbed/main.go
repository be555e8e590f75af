// Command testbed is a Kubernetes API server and a kubectl for tests, in one program.
//
//	testbed serve --dir DIR --port PORT [-- FLAGS...]   an API server on loopback, with its own etcd
//	testbed kubectl ARGUMENTS...                        kubectl, linked as Argo's executor links it
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"k8s.io/cli-runtime/pkg/genericclioptions"
	"k8s.io/cli-runtime/pkg/genericiooptions"
	"k8s.io/component-base/cli"
	kubectl "k8s.io/kubectl/pkg/cmd"
)

func main() {
	if len(os.Args) < 2 {
		fail(fmt.Errorf("usage: testbed serve|kubectl"))
	}
	switch os.Args[1] {
	case "serve":
		ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
		defer stop()
		if err := serve(ctx, os.Args[2:]); err != nil {
			fail(err)
		}
	case "kubectl":
		os.Args = append([]string{"kubectl"}, os.Args[2:]...)
		os.Exit(runKubectl())
	default:
		fail(fmt.Errorf("unknown command %q", os.Args[1]))
	}
}

func runKubectl() int {
	streams := genericiooptions.IOStreams{In: os.Stdin, Out: os.Stdout, ErrOut: os.Stderr}
	flags := genericclioptions.NewConfigFlags(true).WithDeprecatedPasswordFlag().WithDiscoveryBurst(300).WithDiscoveryQPS(50)
	return cli.Run(kubectl.NewKubectlCommand(kubectl.KubectlOptions{Arguments: os.Args, ConfigFlags: flags, IOStreams: streams}))
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "testbed:", err)
	os.Exit(1)
}
