// SPDX-License-Identifier: Apache-2.0
// The equilibria of a model, in C++17: truce's objects in unique_ptr, which frees them in the order that they need.
//
//     conflict MODEL
#include <truce/truce.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>

namespace {

template <auto free> struct freed {
    template <class T> void operator()(T *object) const { free(object); }
};
using context = std::unique_ptr<truce_ctx, freed<truce_ctx_free>>;
using model = std::unique_ptr<truce_model, freed<truce_model_free>>;
using graph = std::unique_ptr<truce_graph, freed<truce_graph_free>>;
using solution = std::unique_ptr<truce_solution, freed<truce_solution_free>>;

// What a call puts into its last parameter; its diagnostics become the exception's text.
template <class Owner, class Call> Owner made(const context &ctx, Call call) {
    typename Owner::pointer object = nullptr;
    if (call(&object) == TRUCE_OK) return Owner(object);
    const std::size_t count = truce_diags_total(ctx.get());
    throw std::runtime_error(count ? truce_diag_at(ctx.get(), 0)->message : "no memory");
}

void print_equilibria(const truce_solution *found) {
    for (uint32_t slot = 0; slot < truce_solution_concept_count(found); slot++) {
        const truce_set *equilibria = truce_solution_equilibria(found, slot);
        std::cout << truce_concept_at(truce_solution_concept(found, slot))->label << ':';
        for (truce_state s = truce_set_next(equilibria, 0); s != 0; s = truce_set_next(equilibria, s))
            std::cout << ' ' << s;
        std::cout << '\n';
    }
}

void analyse(const std::string &text, const char *name) {
    const context ctx(truce_ctx_new(nullptr));
    const model read = made<model>(ctx, [&](truce_model **out) {
        return truce_parse(ctx.get(), text.data(), text.size(), name, out);
    });
    const graph states =
        made<graph>(ctx, [&](truce_graph **out) { return truce_graph_build(ctx.get(), read.get(), out); });
    const solution found = made<solution>(ctx, [&](truce_solution **out) {
        return truce_solve(ctx.get(), states.get(), nullptr, 0, out);
    });
    std::cout << truce_model_title(read.get()) << ": " << truce_graph_state_count(states.get()) << " states\n";
    print_equilibria(found.get());
}

} // namespace

int main(int argc, char **argv) {
    if (argc != 2) {
        std::cerr << "usage: conflict MODEL\n";
        return TRUCE_E_USAGE;
    }
    try {
        std::ifstream file(argv[1], std::ios::binary);
        analyse(std::string(std::istreambuf_iterator<char>(file), {}), argv[1]);
    } catch (const std::exception &wrong) {
        std::cerr << argv[1] << ": " << wrong.what() << '\n';
        return TRUCE_E_MODEL;
    }
}
